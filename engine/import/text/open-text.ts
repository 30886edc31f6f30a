import { declaredDelimiter, detectDelimiter } from '../delimiter'
import { decodeChunks, detectEncoding, type Encoding } from '../encoding'
import type { Delimiter, ImportFile } from '../reader'
import { findAlignment, withTabs } from './aligned-text'
import { withoutFormulas } from './formula-texts'
import { isPlainUtf8 } from './plain-utf8'
import { textOf, type Dialect } from './record-scanner'

const tab = 9

/** A text file as UTF-8 bytes with what is needed to cut it into records. */
export interface TextSource {
  /** With tabs for the blanks between columns that those align. */
  readonly bytes: Uint8Array
  /** True where cells were written as formulas that hold nothing but a text; `bytes` has the texts. */
  readonly hasFormulas: boolean
  readonly encoding: Encoding
  /** True when the bytes are the file's own, so that decoding assumed nothing. */
  readonly plain: boolean
  readonly delimiter: Delimiter
  readonly dialect: Dialect
  /** First byte after a mark and a `sep=` line, and how many records lie before it. */
  readonly from: number
  readonly firstRecord: number
}

export function openText(file: ImportFile): TextSource {
  const chosen = file.encoding ?? null
  const plain = (chosen === null || chosen === 'UTF-8') && isPlainUtf8(file.bytes)
  const encoding = plain ? 'UTF-8' : (chosen ?? detectEncoding(file.bytes))
  const decoded = plain ? file.bytes : transcoded(file, encoding)
  const marked = decoded[0] === 0xef && decoded[1] === 0xbb && decoded[2] === 0xbf
  const start = marked ? 3 : 0
  const newline = newlineOf(decoded, start)
  const end = decoded.indexOf(newline, start)
  const lineEnd = end < 0 ? decoded.length : end
  const declared = lineEnd - start > 6 ? null : declaredDelimiter(textOf(decoded, start, lineEnd))
  const from = declared === null ? start : Math.min(lineEnd + 1, decoded.length)
  const delimiter = file.delimiter ?? declared ?? detectDelimiter(decoded, from, newline)
  const isAligned = delimiter === ' '
  const mark = isAligned ? tab : delimiter.charCodeAt(0)
  const plainTexts = isAligned ? null : withoutFormulas(decoded, mark)
  const aligned = isAligned ? withTabs(decoded, findAlignment(decoded, from)) : null
  return {
    bytes: plainTexts ?? aligned ?? decoded,
    hasFormulas: plainTexts !== null,
    encoding,
    plain,
    delimiter,
    dialect: { delimiter: mark, newline },
    from,
    firstRecord: declared === null ? 0 : 1,
  }
}

/** Carriage return only in files without any line feed outside quotes. */
function newlineOf(bytes: Uint8Array, from: number): number {
  const sample = bytes.subarray(from, from + (1 << 16))
  let quoted = false
  let returns = false
  for (const byte of sample) {
    if (byte === 34) quoted = !quoted
    else if (byte === 10 && !quoted) return 10
    else if (byte === 13 && !quoted) returns = true
  }
  return returns ? 13 : 10
}

function transcoded(file: ImportFile, encoding: Encoding): Uint8Array {
  const encoder = new TextEncoder()
  const pieces: Uint8Array[] = []
  let length = 0
  for (const chunk of decodeChunks(file, encoding)) {
    const piece = encoder.encode(chunk)
    pieces.push(piece)
    length += piece.length
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
