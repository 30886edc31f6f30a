import { Gunzip } from 'fflate'
import { EngineError } from '../../errors'
import { mostUnpackedBytes } from '../limits'
import type { ImportFile } from '../reader'
import { createCrc32 } from './crc32'

/** Bytes unpacked at once: a packed piece of this size unpacks to 64 MB at most. */
const pieceLength = 1 << 16
/** CRC-32 and length, little endian, behind each member (RFC 1952). */
const trailerLength = 8

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/**
 * The file inside a `.gz`, by its name without the ending; several members are one file, as RFC 1952
 * says. Never holds more than the limit plus one piece.
 * @param most bytes that it may unpack to.
 * @throws EngineError `file-too-large` beyond the limit, `file-malformed` when the archive is cut off or
 * its check sums do not fit.
 */
export function unpackGzip(file: ImportFile, most = mostUnpackedBytes): ImportFile {
  const { bytes } = file
  const pieces: Uint8Array[] = []
  let length = 0
  let memberLength = 0
  let sum = createCrc32()
  const unpacked = new Gunzip((piece) => {
    length += piece.length
    memberLength += piece.length
    if (length > most) throw tooLarge(file, most)
    sum.take(piece)
    pieces.push(piece)
  })
  unpacked.onmember = (offset) => {
    checkTrailer(file, offset, sum.value, memberLength)
    sum = createCrc32()
    memberLength = 0
  }
  try {
    for (let from = 0; from < bytes.length; from += pieceLength) {
      const to = Math.min(bytes.length, from + pieceLength)
      unpacked.push(bytes.subarray(from, to), to === bytes.length)
    }
  } catch (thrown) {
    if (thrown instanceof EngineError) throw thrown
    throw damaged(file)
  }
  checkTrailer(file, bytes.length, sum.value, memberLength)
  return { ...file, name: file.name.replace(/\.gz$/i, ''), bytes: joined(pieces, length) }
}

function checkTrailer(file: ImportFile, end: number, crc: number, length: number): void {
  const at = end - trailerLength
  if (at < 0) throw damaged(file)
  const trailer = new DataView(file.bytes.buffer, file.bytes.byteOffset + at, trailerLength)
  const fits = trailer.getUint32(0, true) === crc && trailer.getUint32(4, true) === length % 2 ** 32
  if (!fits) throw damaged(file)
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

function tooLarge({ name }: ImportFile, most: number): EngineError {
  return new EngineError(
    'file-too-large',
    `${name} unpacks to more than ${Math.floor(most / 2 ** 20).toLocaleString('en')} MB.`,
    { file: name, remedy: 'Unpack it yourself and choose a part of it.' },
  )
}

function damaged({ name }: ImportFile): EngineError {
  return new EngineError(
    'file-malformed',
    `${name} is damaged or was cut off: what it unpacks to does not fit its check sum.`,
    { file: name, remedy: 'Download or copy the file again.' },
  )
}
