import { EngineError } from '../errors'
import type { ImportFile } from './reader'

export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252'

/** Bytes decoded at once, so that no string holds the whole file. */
const chunkLength = 1 << 20

/**
 * The encoding by byte order mark, else UTF-8 when all bytes are valid UTF-8, else Windows-1252, in which
 * every byte is a character.
 */
export function detectEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE'
  return isUtf8(bytes) ? 'UTF-8' : 'Windows-1252'
}

/**
 * The text of a file in pieces of about a million characters, without byte order mark; pieces may end
 * inside a row.
 * @throws EngineError `file-malformed` when the bytes are not valid in the encoding.
 */
export function* decodeChunks(file: ImportFile, encoding: Encoding): Generator<string> {
  const decode = encoding === 'Windows-1252' ? decodeWindows1252 : strictDecoder(encoding)
  for (let from = 0; from < file.bytes.length; from += chunkLength) {
    const piece = file.bytes.subarray(from, from + chunkLength)
    const last = from + chunkLength >= file.bytes.length
    try {
      yield decode(piece, last)
    } catch (thrown) {
      if (!(thrown instanceof TypeError)) throw thrown
      throw new EngineError('file-malformed', `${file.name} is not valid ${encoding}.`, {
        file: file.name,
        remedy: 'Save it again as UTF-8 in the program that wrote it.',
      })
    }
  }
}

type Decode = (bytes: Uint8Array, last: boolean) => string

function strictDecoder(encoding: Encoding): Decode {
  const decoder = new TextDecoder(encoding, { fatal: true })
  return (bytes, last) => decoder.decode(bytes, { stream: !last })
}

/** Characters of the bytes 0x80 to 0x9F; the five that are undefined keep their number, as browsers do. */
const windows1252Controls = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f' + '\x90‘’“”•–—˜™š›œ\x9džŸ'

/** Its own table, because some Node releases decode this encoding as Latin-1. */
function decodeWindows1252(bytes: Uint8Array): string {
  const units = Uint16Array.from(bytes, (byte) =>
    byte >= 0x80 && byte <= 0x9f ? windows1252Controls.charCodeAt(byte - 0x80) : byte,
  )
  const pieces: string[] = []
  for (let from = 0; from < units.length; from += 8192) {
    pieces.push(String.fromCharCode(...units.subarray(from, from + 8192)))
  }
  return pieces.join('')
}

function isUtf8(bytes: Uint8Array): boolean {
  const decode = strictDecoder('UTF-8')
  try {
    for (let from = 0; from < bytes.length; from += chunkLength) {
      decode(bytes.subarray(from, from + chunkLength), from + chunkLength >= bytes.length)
    }
    return true
  } catch (thrown) {
    if (thrown instanceof TypeError) return false
    throw thrown
  }
}
