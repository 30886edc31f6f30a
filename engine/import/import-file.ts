import { EngineError } from '../errors'
import { isGzip, unpackGzip } from './archive/gzip'
import { htmlReader } from './clipboard/html-reader'
import { csvReader } from './csv'
import { describeBinary } from './binary'
import type { ImportFile, ImportResult, ReadHooks, Reader } from './reader'
import { workbookReader } from './workbook'

/** Asked in this order; the first that matches reads the file. */
const readers: readonly Reader[] = [workbookReader, htmlReader, csvReader]

/**
 * Bytes of a file → a table of typed columns with everything that was found wrong in it.
 * @throws EngineError `file-empty`, `file-not-text`, `file-header-only`, `file-malformed`,
 * `file-too-large`.
 */
export function importFile(picked: ImportFile, hooks: ReadHooks = {}): ImportResult {
  // Once only: an archive may hold itself.
  const file = isGzip(picked.bytes) ? unpackGzip(picked) : picked
  if (file.bytes.length === 0) {
    throw new EngineError('file-empty', `${picked.name} is empty: it has 0 bytes.`, {
      file: picked.name,
      remedy: 'Choose a file with a row of column names and rows of values below it.',
    })
  }
  const reader = readers.find((candidate) => candidate.match(file))
  if (reader !== undefined) return reader.read(file, hooks)
  const { what, remedy } = describeBinary(file.bytes)
  throw new EngineError('file-not-text', `${file.name} is ${what}, not a table of text.`, {
    file: file.name,
    remedy,
  })
}
