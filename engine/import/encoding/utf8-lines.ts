import { decodeWindows1252 } from './decode-piece'

/** A part of a file, cut at the end of a line where one ends near. */
export interface TextPart {
  readonly text: string
  /** False when the bytes are no UTF-8 and were read as Windows-1252. */
  readonly valid: boolean
}

/** Bytes decoded at once. */
const pieceLength = 1 << 20
const lineFeed = 0x0a

/**
 * Text of bytes that are UTF-8 or lines of UTF-8 among lines of another encoding: a line that is not
 * valid is read as Windows-1252, of which every byte is a character. A character that the end of the
 * file cuts through is left out.
 */
export function* decodeUtf8Lines(bytes: Uint8Array): Generator<TextPart> {
  const end = bytes.length - cutCharacterLength(bytes)
  let from = 0
  while (from < end) {
    const to = pieceEnd(bytes, from, end)
    const piece = bytes.subarray(from, to)
    const text = strictText(piece)
    if (text !== null) yield { text, valid: true }
    else yield* decodeLines(piece)
    from = to
  }
}

function* decodeLines(piece: Uint8Array): Generator<TextPart> {
  let from = 0
  while (from < piece.length) {
    const found = piece.indexOf(lineFeed, from)
    const to = found < 0 ? piece.length : found + 1
    const line = piece.subarray(from, to)
    const text = strictText(line)
    yield { text: text ?? decodeWindows1252(line), valid: text !== null }
    from = to
  }
}

/** Whether bytes are valid UTF-8 but for a character that the end cuts through. */
export function isUtf8(bytes: Uint8Array): boolean {
  const end = bytes.length - cutCharacterLength(bytes)
  for (let from = 0; from < end;) {
    const to = pieceEnd(bytes, from, end)
    if (strictText(bytes.subarray(from, to)) === null) return false
    from = to
  }
  return true
}

/**
 * Bytes at the end that begin a character of UTF-8 and do not complete it, as in a file that was cut off
 * or is still being written; 0 when the end is whole.
 */
export function cutCharacterLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < characterLength(byte) && bytes.length > back ? back : 0
  }
  return 0
}

function characterLength(lead: number): number {
  if (lead >= 0xf5 || lead < 0xc2) return 0
  if (lead >= 0xf0) return 4
  return lead >= 0xe0 ? 3 : 2
}

/** The end of the last line that ends in the piece; in a longer line the end of a character. */
function pieceEnd(bytes: Uint8Array, from: number, end: number): number {
  const limit = Math.min(end, from + pieceLength)
  if (limit === end) return end
  const feed = bytes.lastIndexOf(lineFeed, limit - 1)
  if (feed >= from) return feed + 1
  let to = limit
  while (to > limit - 4 && (bytes[to] & 0xc0) === 0x80) to -= 1
  return to
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function strictText(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch (thrown) {
    if (thrown instanceof TypeError) return null
    throw thrown
  }
}
