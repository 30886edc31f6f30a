import { pieceDecoder } from './encoding/decode-piece'
import { guessEncoding } from './encoding/guess-encoding'
import { isMixed } from './encoding/mixed-text'
import type { Encoding } from './encoding/names'
import { decodeUtf8Lines, isUtf8 } from './encoding/utf8-lines'
import { markedUtf16, unmarkedUtf16 } from './encoding/wide-text'
import type { ImportFile } from './reader'

export type { Encoding }

/** Bytes decoded at once, so that no string holds the whole file. */
const chunkLength = 1 << 20

/**
 * The encoding by byte order mark, else UTF-16 by its zeros, else UTF-8 when all bytes are valid UTF-8 or
 * when whole lines are and others are Windows-1252, else what the characters speak for.
 */
export function detectEncoding(bytes: Uint8Array): Encoding {
  const wide = markedUtf16(bytes) ?? unmarkedUtf16(bytes)
  if (wide !== null) return wide
  return isUtf8(bytes) || isMixed(bytes) ? 'UTF-8' : guessEncoding(bytes)
}

/**
 * The text of a file in pieces of about a million characters, without byte order mark and zero bytes;
 * pieces may end inside a row. Bytes that are no characters become U+FFFD; in UTF-8 a line that is not
 * valid is read as Windows-1252. `logDecoding` names the rows of both.
 */
export function* decodeChunks(file: ImportFile, encoding: Encoding): Generator<string> {
  if (encoding === 'UTF-8') {
    for (const { text } of decodeUtf8Lines(file.bytes)) yield withoutNul(text)
    return
  }
  const decode = pieceDecoder(encoding)
  for (let from = 0; from < file.bytes.length; from += chunkLength) {
    const piece = file.bytes.subarray(from, from + chunkLength)
    yield withoutNul(decode(piece, from + chunkLength >= file.bytes.length))
  }
}

function withoutNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text
}
