import { EngineError } from '../../errors'
import { isZip } from '../archive/zip-directory'
import { openZip } from '../archive/open-zip'
import type { ImportFile } from '../reader'
import { isOds, openOds } from './open-ods'
import { openXlsx, xlsxWorkbookPart } from './open-xlsx'
import type { OpenWorkbook } from './sheet-cells'
import { XmlFault } from './xml-scanner'

/** First bytes of a compound file: an old workbook, or a new one with a password around it. */
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

export function isWorkbook({ bytes }: ImportFile): boolean {
  return isZip(bytes) || compoundFile.every((byte, i) => bytes[i] === byte)
}

/**
 * @throws EngineError `file-protected`, `file-malformed`, `file-too-large`, or `file-not-text` for an
 * archive that is no workbook, with the remedy.
 */
export function openWorkbook(file: ImportFile): OpenWorkbook {
  if (!isZip(file.bytes)) throw compoundRefusal(file)
  return namingFaults(file, () => {
    const zip = openZip(file)
    const workbook = xlsxWorkbookPart(zip)
    if (workbook !== null) return openXlsx(file, zip, workbook)
    if (isOds(zip)) return openOds(file, zip)
    throw otherArchive(file, zip.names)
  })
}

/** Runs a reading of XML and says of which file its faults are. */
export function namingFaults<T>(file: ImportFile, read: () => T): T {
  try {
    return read()
  } catch (thrown) {
    if (!(thrown instanceof XmlFault)) throw thrown
    throw new EngineError('file-malformed', `${file.name} is damaged: ${thrown.message}.`, {
      file: file.name,
      remedy: 'Copy or download the file again, or open and save it in a spreadsheet program.',
    })
  }
}

function compoundRefusal(file: ImportFile): EngineError {
  if (holdsName(file.bytes, 'EncryptedPackage')) {
    return new EngineError('file-protected', `${file.name} is protected with a password.`, {
      file: file.name,
      remedy: 'Open it in a spreadsheet program, save it without a password and choose that file.',
    })
  }
  const what =
    holdsName(file.bytes, 'Workbook') || holdsName(file.bytes, 'Book')
      ? 'a workbook in the format of Excel 97 to 2003'
      : 'an old Office document'
  return new EngineError('file-not-text', `${file.name} is ${what}, which cannot be read.`, {
    file: file.name,
    remedy: 'Open it in a spreadsheet program and save it as XLSX, ODS or CSV.',
  })
}

/** Whether a compound file has a stream of this name, stored as UTF-16 in its directory. */
function holdsName(bytes: Uint8Array, name: string): boolean {
  const wanted = Uint8Array.from(
    [...name].flatMap((letter) => [letter.charCodeAt(0), 0]).concat(0, 0),
  )
  for (let at = bytes.indexOf(wanted[0]); at >= 0; at = bytes.indexOf(wanted[0], at + 1)) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return true
  }
  return false
}

function otherArchive({ name }: ImportFile, parts: readonly string[]): EngineError {
  const files = parts.filter((part) => !part.endsWith('/'))
  const some = files.slice(0, 3).join(', ')
  return new EngineError(
    'file-not-text',
    `${name} is a ZIP archive and no workbook; it holds ${files.length} ${files.length === 1 ? 'file' : 'files'}${some === '' ? '' : `: ${some}`}${files.length > 3 ? ' …' : ''}.`,
    { file: name, remedy: 'Unpack it and choose the file with the table.' },
  )
}
