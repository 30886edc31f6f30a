import type { IssueLog } from '../data/issues'
import { detectNewline, readRecords, type RecordBatch } from './records'
import { decodeChunks, detectEncoding, type Encoding } from './encoding'
import { declaredDelimiter, detectDelimiter } from './delimiter'
import type { Delimiter, ImportFile } from './reader'

/** A text file with what is needed to cut it into records, as often as wanted. */
export interface CsvSource {
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  /** The record of column names and its 0-based number; null when there is only white space. */
  readonly header: readonly string[] | null
  readonly headerRecord: number
  batches(): Generator<RecordBatch>
}

/** Data records of a batch, without blank ones. */
export interface CsvRows {
  readonly records: readonly (readonly string[])[]
  /** File row of each. */
  readonly fileRows: readonly number[]
}

export function openCsv(file: ImportFile): CsvSource {
  const encoding = detectEncoding(file.bytes)
  const start = decodeChunks(file, encoding).next()
  const text = start.done === true ? '' : start.value
  const declared = declaredDelimiter(text)
  const delimiter = declared ?? detectDelimiter(text)
  const newline = detectNewline(text)
  const batches = (): Generator<RecordBatch> =>
    readRecords(decodeChunks(file, encoding), delimiter, newline)
  const first = declared === null ? 0 : 1
  for (const { records, firstRecord } of batches()) {
    const at = records.findIndex((record, i) => firstRecord + i >= first && !isBlank(record))
    if (at < 0) continue
    const headerRecord = firstRecord + at
    return { encoding, delimiter, header: records[at], headerRecord, batches }
  }
  return { encoding, delimiter, header: null, headerRecord: -1, batches }
}

/** The data rows of a batch; rows longer or shorter than the header and faulty quotes go to the log. */
export function rowsOf(
  batch: RecordBatch,
  source: CsvSource,
  columns: readonly string[],
  log: IssueLog,
): CsvRows {
  const records: (readonly string[])[] = []
  const fileRows: number[] = []
  for (const { record, open } of batch.quoteFaults) {
    log.add({
      code: 'malformed-quotes',
      severity: open ? 'error' : 'warning',
      row: record + 1,
      column: null,
      message: open
        ? 'A quotation mark is opened and never closed: all that follows was read as one cell.'
        : 'A quoted cell goes on after its closing quotation mark; it was read up to the next delimiter.',
    })
  }
  batch.records.forEach((record, i) => {
    const number = batch.firstRecord + i
    if (number <= source.headerRecord || isBlank(record)) return
    records.push(record)
    fileRows.push(number + 1)
    if (record.length !== columns.length) logLength(record, number + 1, columns, log)
  })
  return { records, fileRows }
}

function logLength(
  record: readonly string[],
  row: number,
  columns: readonly string[],
  log: IssueLog,
): void {
  if (record.length < columns.length) {
    const missing = columns.slice(record.length)
    log.add({
      code: 'missing-cells',
      severity: 'warning',
      row,
      column: missing[0],
      message: `The row has ${record.length} of ${columns.length} cells; the others count as missing.`,
    })
    return
  }
  const extra = record.slice(columns.length).filter((cell) => cell.trim() !== '')
  if (extra.length === 0) return
  log.add({
    code: 'extra-cells',
    severity: 'warning',
    row,
    column: null,
    message: `The row has ${record.length} cells for ${columns.length} columns; those beyond are left out.`,
  })
}

function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === '')
}
