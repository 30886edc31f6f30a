import { EngineError } from '../../errors'
import {
  freeExpansionBytes,
  mostArchiveEntries,
  mostExpansion,
  mostPartBytes,
  mostUnpackedBytes,
} from '../limits'
import type { ImportFile } from '../reader'

/** One file of a ZIP archive as its directory describes it. */
export interface ZipEntry {
  readonly name: string
  readonly packedBytes: number
  readonly unpackedBytes: number
  readonly encrypted: boolean
  readonly method: number
  readonly crc: number
  /** Of its own header, from the start of the archive. */
  readonly offset: number
}

/** Signatures and sizes of the records of a ZIP archive (PKWARE APPNOTE 4.3.12 and 4.3.16). */
const entrySignature = 0x02014b50
const entryLength = 46
const endSignature = 0x06054b50
const endLength = 22
const longestComment = 0xffff
/** Sizes that stand for "see the ZIP64 record". */
const zip64Mark = 0xffffffff

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04
}

/**
 * The entries of a ZIP archive by its central directory, without unpacking any.
 * @throws EngineError `file-malformed` when the directory is missing or does not fit, as after a transfer
 * that was cut off.
 */
export function readZipDirectory(file: ImportFile): readonly ZipEntry[] {
  const { bytes } = file
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === null) throw cutOff(file)
  const count = view.getUint16(end + 10, true)
  const start = view.getUint32(end + 16, true)
  const entries: ZipEntry[] = []
  let at = start
  for (let i = 0; i < count; i++) {
    if (at + entryLength > end || view.getUint32(at, true) !== entrySignature) throw cutOff(file)
    const nameLength = view.getUint16(at + 28, true)
    const nameAt = at + entryLength
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(nameAt, nameAt + nameLength)),
      packedBytes: view.getUint32(at + 20, true),
      unpackedBytes: view.getUint32(at + 24, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      offset: view.getUint32(at + 42, true),
    })
    at = nameAt + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/**
 * Refuses an archive by the sizes that its directory declares, before anything is unpacked. An unpacker
 * must hold each entry to its declared size.
 * @throws EngineError `file-too-large` for too many entries, too large ones or ones that expand beyond any
 * honest sheet; `file-malformed` for an entry that declares no size for its bytes.
 */
export function checkZipSizes(file: ImportFile, entries: readonly ZipEntry[]): void {
  if (entries.length > mostArchiveEntries) {
    throw refused(file, `${file.name} holds more than ${mostArchiveEntries} parts.`)
  }
  let total = 0
  for (const { name, packedBytes, unpackedBytes } of entries) {
    if (unpackedBytes === 0 && packedBytes > 2) throw cutOff(file)
    total += unpackedBytes
    const expands =
      unpackedBytes > freeExpansionBytes && unpackedBytes > packedBytes * mostExpansion
    if (expands || unpackedBytes === zip64Mark || unpackedBytes > mostPartBytes) {
      throw refused(
        file,
        `${file.name} would unpack "${name}" from ${megabytes(packedBytes)} to ${megabytes(unpackedBytes)}; the limit is ${megabytes(mostPartBytes)} and ${mostExpansion} times its size.`,
      )
    }
  }
  if (total > mostUnpackedBytes) {
    throw refused(
      file,
      `${file.name} would unpack to ${megabytes(total)}; the limit is ${megabytes(mostUnpackedBytes)}.`,
    )
  }
}

/** The end record stands before a comment of at most 64 KB. */
function findEnd(view: DataView): number | null {
  const last = view.byteLength - endLength
  for (let at = last; at >= Math.max(0, last - longestComment); at--) {
    if (view.getUint32(at, true) === endSignature) return at
  }
  return null
}

function cutOff({ name }: ImportFile): EngineError {
  return new EngineError(
    'file-malformed',
    `${name} is damaged or was cut off: the list of its parts, which stands at its end, is missing or wrong.`,
    {
      file: name,
      remedy: 'Copy or download the file again, or open and save it in a spreadsheet program.',
    },
  )
}

function refused({ name }: ImportFile, sentence: string): EngineError {
  return new EngineError('file-too-large', sentence, {
    file: name,
    remedy: 'Save the sheet that you need as CSV and choose that file.',
  })
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
}
