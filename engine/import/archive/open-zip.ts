import { Inflate } from 'fflate'
import { EngineError } from '../../errors'
import type { ImportFile } from '../reader'
import { createCrc32 } from './crc32'
import { checkZipSizes, readZipDirectory, type ZipEntry } from './zip-directory'

/** A ZIP archive whose sizes were checked; nothing is unpacked before it is read. */
export interface ZipArchive {
  has(name: string): boolean
  readonly names: readonly string[]
  /**
   * Bytes of a part in pieces, so that no more than a piece of it is in memory; a caller may stop early.
   * @throws EngineError `file-malformed` when the part is missing, damaged or longer than declared.
   */
  pieces(name: string): Generator<Uint8Array>
  /** The text of a part in pieces. */
  texts(name: string): Generator<string>
}

const stored = 0
const deflated = 8
const localSignature = 0x04034b50
const localLength = 30
/** Packed bytes unpacked at once. */
const pieceLength = 1 << 15

/** @throws EngineError as `readZipDirectory` and `checkZipSizes`. */
export function openZip(file: ImportFile): ZipArchive {
  const entries = readZipDirectory(file)
  checkZipSizes(file, entries)
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  const find = (name: string): ZipEntry => {
    const entry = byName.get(name)
    if (entry === undefined) throw damaged(file, name)
    return entry
  }
  return {
    has: (name) => byName.has(name),
    names: [...byName.keys()],
    pieces: (name) => unpackEntry(file, find(name)),
    *texts(name) {
      const decoder = new TextDecoder()
      for (const piece of unpackEntry(file, find(name))) {
        yield decoder.decode(piece, { stream: true })
      }
      yield decoder.decode()
    },
  }
}

function* unpackEntry(file: ImportFile, entry: ZipEntry): Generator<Uint8Array> {
  const sum = createCrc32()
  let length = 0
  for (const piece of entryPieces(file, entry)) {
    length += piece.length
    if (length > entry.unpackedBytes) throw damaged(file, entry.name)
    sum.take(piece)
    yield piece
  }
  if (length !== entry.unpackedBytes || sum.value !== entry.crc) throw damaged(file, entry.name)
}

function* entryPieces(file: ImportFile, entry: ZipEntry): Generator<Uint8Array> {
  const packed = packedBytes(file, entry)
  if (entry.method === stored) {
    yield packed
    return
  }
  if (entry.method !== deflated) throw damaged(file, entry.name)
  let ready: Uint8Array[] = []
  const inflate = new Inflate((piece) => ready.push(piece))
  for (let from = 0; from < packed.length; from += pieceLength) {
    try {
      inflate.push(packed.subarray(from, from + pieceLength), from + pieceLength >= packed.length)
    } catch {
      throw damaged(file, entry.name)
    }
    yield* ready
    ready = []
  }
}

/** The bytes behind the entry's own header, whose name and extra field may differ from the directory's. */
function packedBytes(
  file: ImportFile,
  { name, offset, packedBytes: length }: ZipEntry,
): Uint8Array {
  const { bytes } = file
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (offset + localLength > bytes.length) throw damaged(file, name)
  if (view.getUint32(offset, true) !== localSignature) throw damaged(file, name)
  const start =
    offset + localLength + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (start + length > bytes.length) throw damaged(file, name)
  return bytes.subarray(start, start + length)
}

function damaged({ name }: ImportFile, part: string): EngineError {
  return new EngineError(
    'file-malformed',
    `${name} is damaged: its part "${part}" is missing, incomplete or does not fit its check sum.`,
    {
      file: name,
      remedy: 'Copy or download the file again, or open and save it in a spreadsheet program.',
    },
  )
}
