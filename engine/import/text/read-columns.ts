import type { IssueLog } from '../../data/issues'
import { EngineError } from '../../errors'
import type { ColumnSink } from '../columns/column-sink'
import type { ReadHooks } from '../reader'
import type { TextSource } from './open-text'
import { createScanner, type RecordScanner } from './record-scanner'

/** The bytes of a file that hold its rows of values. */
export interface TextRange {
  readonly start: number
  readonly end: number
  /** 0-based number in the file of the record at `start`. */
  readonly firstRecord: number
}

interface Columns {
  readonly names: readonly string[]
  readonly sinks: readonly ColumnSink[]
  /** What comment lines begin with, or null. */
  readonly comment: string | null
  /** How many rows to expect. */
  readonly rows: number
}

/** Rows between two looks at the caller's wishes: some milliseconds. */
const rowsPerLook = 8192

/**
 * Fills the sinks with all rows of a range; blank rows and comments are left out. Rows longer or shorter
 * than the names and faulty quotes go to the log.
 * @returns the file row of each row, and the number of the record after the range.
 * @throws EngineError `cancelled`, `file-malformed`.
 */
export function readColumns(
  { bytes, dialect }: TextSource,
  { start, end, firstRecord }: TextRange,
  { names, sinks, comment, rows }: Columns,
  log: IssueLog,
  hooks: ReadHooks,
): { fileRows: Uint32Array; nextRecord: number } {
  const scanner = createScanner(bytes, dialect, start, end)
  const width = sinks.length
  let fileRows = new Uint32Array(Math.max(1, rows))
  let count = 0
  let record = firstRecord
  for (let cells = scanner.next(); cells >= 0; cells = scanner.next()) {
    record += 1
    if (record % rowsPerLook === 0) look(hooks, (scanner.position - start) / (end - start))
    if (scanner.fault !== 'none') logFault(scanner.fault, record, log)
    if (isBlank(scanner, cells)) continue
    if (comment !== null && scanner.text(0).startsWith(comment)) continue
    const { starts, ends, escaped } = scanner
    const shared = cells < width ? cells : width
    for (let cell = 0; cell < shared; cell++) {
      if (escaped[cell] === 0) sinks[cell].bytes(bytes, starts[cell], ends[cell])
      else sinks[cell].text(scanner.text(cell))
    }
    for (let cell = shared; cell < width; cell++) sinks[cell].missing()
    if (cells !== width) logLength(scanner, cells, record, names, log)
    if (count === fileRows.length) {
      const larger = new Uint32Array(Math.ceil(count * 1.5) + 16)
      larger.set(fileRows)
      fileRows = larger
    }
    fileRows[count++] = record
  }
  hooks.progress?.(1)
  return {
    fileRows: count === fileRows.length ? fileRows : fileRows.slice(0, count),
    nextRecord: record,
  }
}

/** @throws EngineError `cancelled` when the caller wants the reading to stop. */
export function look(hooks: ReadHooks, done: number): void {
  hooks.progress?.(done)
  if (hooks.cancelled?.() === true) {
    throw new EngineError('cancelled', 'Reading the file was stopped.', {
      remedy: 'Open the file again to read all of it.',
    })
  }
}

function isBlank({ starts, ends }: RecordScanner, cells: number): boolean {
  for (let cell = 0; cell < cells; cell++) if (ends[cell] > starts[cell]) return false
  return true
}

function logFault(fault: 'goes-on' | 'open', row: number, log: IssueLog): void {
  log.add({
    code: 'malformed-quotes',
    severity: fault === 'open' ? 'error' : 'warning',
    row,
    column: null,
    message:
      fault === 'open'
        ? 'A quotation mark is opened and never closed: it was read as a character of its cell.'
        : 'A quoted cell goes on after its closing quotation mark; it was read up to the next delimiter.',
  })
}

function logLength(
  scanner: RecordScanner,
  cells: number,
  row: number,
  names: readonly string[],
  log: IssueLog,
): void {
  if (cells < names.length) {
    log.add({
      code: 'missing-cells',
      severity: 'warning',
      row,
      column: names[cells],
      message: `The row has ${cells} of ${names.length} cells; the others count as missing.`,
      repairs: ['drop-row', 'keep-row'],
    })
    return
  }
  const { starts, ends } = scanner
  let extra = false
  for (let cell = names.length; cell < cells; cell++) extra ||= ends[cell] > starts[cell]
  if (!extra) return
  log.add({
    code: 'extra-cells',
    severity: 'warning',
    row,
    column: null,
    message: `The row has ${cells} cells for ${names.length} columns; those beyond are left out.`,
    repairs: ['drop-row', 'keep-row'],
  })
}
