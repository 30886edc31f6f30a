import { EngineError } from '../errors'
import { csvReader } from './csv'
import { describeBinary } from './binary'
import type { ImportFile, ImportResult, Reader } from './reader'

/** Asked in this order; the first that matches reads the file. */
const readers: readonly Reader[] = [csvReader]

/**
 * Bytes of a file → a table of typed columns with everything that was found wrong in it.
 * @throws EngineError `file-empty`, `file-not-text`, `file-header-only`, `file-malformed`.
 */
export function importFile(file: ImportFile): ImportResult {
  if (file.bytes.length === 0) {
    throw new EngineError('file-empty', `${file.name} is empty: it has 0 bytes.`, {
      file: file.name,
      remedy: 'Choose a file with a row of column names and rows of values below it.',
    })
  }
  const reader = readers.find((candidate) => candidate.match(file))
  if (reader !== undefined) return reader.read(file)
  const { what, remedy } = describeBinary(file.bytes)
  throw new EngineError('file-not-text', `${file.name} is ${what}, not a table of text.`, {
    file: file.name,
    remedy,
  })
}
