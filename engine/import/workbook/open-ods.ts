import type { ZipArchive } from '../archive/open-zip'
import { EngineError } from '../../errors'
import type { ImportFile } from '../reader'
import { readOdsSheet } from './ods-sheet'
import { createSheetBuilder } from './sheet-builder'
import type { OpenWorkbook, SheetBuilder, SheetCells, WorkbookSheet } from './sheet-cells'
import { scanXml } from './xml-scanner'

const content = 'content.xml'
const manifest = 'META-INF/manifest.xml'

/** Whether an archive is an OpenDocument spreadsheet, or a template of one. */
export function isOds(zip: ZipArchive): boolean {
  if (!zip.has('mimetype') || !zip.has(content)) return false
  const type = [...zip.texts('mimetype')].join('')
  return type.startsWith('application/vnd.oasis.opendocument.spreadsheet')
}

/**
 * An OpenDocument spreadsheet, read by the values that its cells store, not the text that they show.
 * @throws EngineError `file-protected` when its parts are encrypted.
 */
export function openOds(file: ImportFile, zip: ZipArchive): OpenWorkbook {
  if (zip.has(manifest) && [...zip.texts(manifest)].join('').includes('encryption-data')) {
    throw new EngineError('file-protected', `${file.name} is protected with a password.`, {
      file: file.name,
      remedy: 'Open it in a spreadsheet program, save it without a password and choose that file.',
    })
  }
  return {
    format: 'ods',
    sheets: readTables(zip).map(({ name, hidden }, index): WorkbookSheet => ({
      name,
      hidden,
      read: (most, hooks) =>
        readTable(zip, index, createSheetBuilder(file.name, name, most, hooks)),
    })),
  }
}

interface OdsTable {
  readonly name: string
  readonly hidden: boolean
}

/** Names of the tables; one is hidden by its style. */
function readTables(zip: ZipArchive): readonly OdsTable[] {
  const tables: OdsTable[] = []
  const hiddenStyles = new Set<string>()
  let style = ''
  const xml = scanXml(zip.texts(content))
  while (xml.next()) {
    if (xml.kind !== 'open') continue
    if (xml.name === 'style') style = xml.attribute('style:name') ?? ''
    if (xml.name === 'table-properties' && xml.attribute('table:display') === 'false') {
      hiddenStyles.add(style)
    }
    if (xml.name !== 'table') continue
    const hidden = hiddenStyles.has(xml.attribute('table:style-name') ?? '')
    tables.push({ name: xml.attribute('table:name') ?? '', hidden })
    xml.skip()
  }
  return tables
}

function readTable(zip: ZipArchive, index: number, builder: SheetBuilder): SheetCells {
  let left = index
  const xml = scanXml(zip.texts(content))
  while (xml.next()) {
    if (xml.kind !== 'open' || xml.name !== 'table') continue
    if (left === 0) {
      readOdsSheet(xml, builder)
      break
    }
    left -= 1
    xml.skip()
  }
  return builder.finish()
}
