import { markedUtf16, unmarkedUtf16 } from './encoding/wide-text'

/** A known kind of file that is no text, by its first bytes. */
interface Signature {
  readonly bytes: readonly number[]
  readonly what: string
  readonly remedy: string
}

const saveAs = 'Open it in a spreadsheet program and save the sheet as CSV.'
const unpack = 'Unpack it and choose the CSV file inside.'
const other = 'Choose a text file with a table: CSV, or text with tabs or semicolons.'

const signatures: readonly Signature[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'a workbook or a ZIP archive', remedy: saveAs },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Office document', remedy: saveAs },
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], what: 'a PDF document', remedy: other },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'a PNG picture', remedy: other },
  { bytes: [0xff, 0xd8, 0xff], what: 'a JPEG picture', remedy: other },
  { bytes: [0x47, 0x49, 0x46, 0x38], what: 'a GIF picture', remedy: other },
  { bytes: [0x1f, 0x8b], what: 'a gzip archive', remedy: unpack },
  { bytes: [0x42, 0x5a, 0x68], what: 'a bzip2 archive', remedy: unpack },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: 'an xz archive', remedy: unpack },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'a Zstandard archive', remedy: unpack },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: 'a 7-Zip archive', remedy: unpack },
  { bytes: [0x52, 0x61, 0x72, 0x21], what: 'a RAR archive', remedy: unpack },
  { bytes: [0x50, 0x41, 0x52, 0x31], what: 'a Parquet file', remedy: other },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], what: 'a program', remedy: other },
]

/** Bytes looked at for control characters. */
const sampleLength = 4096
/** Share of control characters above which bytes are no text. */
const mostControls = 0.1
/** Share of zero bytes above which bytes are no text that a program left unfinished. */
const mostZeros = 0.5

/**
 * Whether bytes can be a table of text: no JSON, no known signature, few control characters, UTF-16 with or without its mark.
 * Zero bytes may stand among text, as a program leaves them that died while it wrote.
 */
export function isText(bytes: Uint8Array): boolean {
  if (signatureOf(bytes) !== undefined || isJson(bytes)) return false
  if (markedUtf16(bytes) !== null || unmarkedUtf16(bytes) !== null) return true
  const sample = bytes.subarray(0, sampleLength)
  const zeros = sample.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0)
  const controls = sample.reduce((count, byte) => count + (isControl(byte) ? 1 : 0), 0)
  return zeros <= sample.length * mostZeros && controls - zeros <= sample.length * mostControls
}

/** What bytes that are no text are, for a sentence, and what the user can do. */
export function describeBinary(bytes: Uint8Array): { what: string; remedy: string } {
  const signature = signatureOf(bytes)
  if (signature !== undefined) return signature
  if (isJson(bytes)) return { what: 'a JSON document', remedy: 'Save its records as CSV.' }
  const zero = bytes.indexOf(0)
  if (zero < 0) return { what: 'binary data', remedy: other }
  return {
    what: `binary data (byte ${zero + 1} is zero)`,
    remedy: 'If it is text in another encoding, save it as UTF-8.',
  }
}

function signatureOf(bytes: Uint8Array): Signature | undefined {
  return signatures.find((signature) => startsWith(bytes, signature.bytes))
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, i) => bytes[i] === byte)
}

/** An object or a list of objects or lists, which no row of names begins like. */
function isJson(bytes: Uint8Array): boolean {
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 256))
  return /^(?:\xEF\xBB\xBF)?\s*(?:\{\s*"|\[\s*[{[])/.test(beginning)
}

/** Tab, line feed, form feed, carriage return and escape occur in text. */
function isControl(byte: number): boolean {
  return byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27
}
