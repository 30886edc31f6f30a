import { labelOf, type Encoding } from './names'

/** Decodes the next bytes of a file; `last` ends it. What the encoding does not know becomes U+FFFD. */
export type DecodePiece = (bytes: Uint8Array, last: boolean) => string

/** A decoder of a file that comes in pieces, which may end inside a character. */
export function pieceDecoder(encoding: Encoding): DecodePiece {
  if (encoding === 'Windows-1252') return decodeWindows1252
  const decoder = new TextDecoder(labelOf(encoding))
  return (bytes, last) => decoder.decode(bytes, { stream: !last })
}

/** Characters of the bytes 0x80 to 0x9F; the five that are undefined keep their number, as browsers do. */
const windows1252Controls = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f' + '\x90‘’“”•–—˜™š›œ\x9džŸ'

/** Its own table, because some Node releases decode this encoding as Latin-1. */
export function decodeWindows1252(bytes: Uint8Array): string {
  const units = Uint16Array.from(bytes, (byte) =>
    byte >= 0x80 && byte <= 0x9f ? windows1252Controls.charCodeAt(byte - 0x80) : byte,
  )
  const pieces: string[] = []
  for (let from = 0; from < units.length; from += 8192) {
    pieces.push(String.fromCharCode(...units.subarray(from, from + 8192)))
  }
  return pieces.join('')
}
