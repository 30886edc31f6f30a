import { EngineError } from '../errors'
import {
  describeFrequency,
  describeSteps,
  formatTime,
  stepOf,
  stepOfMonth,
  timeAt,
  type Calendar,
  type Frequency,
} from './calendar'
import { inferCalendar, inferIndex } from './infer-calendar'
import type { IssueLog } from './issues'
import { orderedRows } from './ordered-rows'
import type { AssignedColumns } from './roles'
import type { Table } from './table'

/** Where the rows of one series lie in time. */
export interface TimeAxis {
  /** `irregular` when the dates lie on no grid; then `rows` are all rows in order and steps count them. */
  readonly calendar: Calendar
  /** Table rows that a series is made of, in order of time, one a step. */
  readonly rows: Uint32Array
  /** Step of each of them. */
  readonly steps: Float64Array
  /** Table rows whose time another row has already. */
  readonly duplicates: ReadonlySet<number>
  /** Steps missing before a table row, where there are any. */
  readonly gaps: ReadonlyMap<number, number>
  readonly summary: TimeSummary
}

/** What to tell of a time column. Times are civil milliseconds, or index values. */
export interface TimeSummary {
  readonly column: string
  /** As the dates are written; `index` for whole numbers that count steps. */
  readonly format: string
  readonly frequency: Frequency
  readonly start: number
  readonly end: number
  /** Steps of the grid without a row. */
  readonly gaps: number
  readonly duplicates: number
  /** Steps from start to end, gaps counted. */
  readonly steps: number
}

/**
 * Places the rows of a series on its calendar: by date, the first of equal dates kept, gaps counted. All
 * that was left out or assumed goes to the log.
 * @returns null when no row has a date.
 * @throws EngineError `request-invalid`, `no-date-column`; `frequency-unclear` when one stray date would
 * stretch the grid beyond all proportion.
 */
export function readTimeAxis(
  table: Table,
  columns: AssignedColumns,
  selectedId: string | null,
  log: IssueLog,
): TimeAxis | null {
  const ordered = orderedRows(table, columns, selectedId, log)
  if (ordered.length === 0) return null
  const { date } = columns
  const times = distinct(ordered, date.values)
  const calendar = date.type === 'number' ? inferIndex(times) : inferCalendar(times)
  const placed = placeRows(table, columns, ordered, calendar, log)
  const { rows, steps, duplicates } = placed
  logDuplicates(table, columns, calendar, placed, log)
  const irregular = calendar.frequency.kind === 'irregular'
  const stepCount = rows.length === 0 ? 0 : steps[steps.length - 1] - steps[0] + 1
  const gaps = irregular
    ? new Map<number, number>()
    : findGaps(table, columns, calendar, placed, log)
  const summary: TimeSummary = {
    column: date.name,
    format: date.type === 'number' ? 'index' : date.format,
    frequency: calendar.frequency,
    start: times[0],
    end: times[times.length - 1],
    gaps: stepCount - rows.length,
    duplicates: duplicates.size,
    steps: stepCount,
  }
  return { calendar, rows, steps, duplicates: new Set(duplicates.keys()), gaps, summary }
}

interface Placed {
  readonly rows: Uint32Array
  readonly steps: Float64Array
  /** Row → the row kept in its place. */
  readonly duplicates: ReadonlyMap<number, number>
}

function placeRows(
  table: Table,
  { date }: AssignedColumns,
  ordered: Uint32Array,
  calendar: Calendar,
  log: IssueLog,
): Placed {
  const rows = new Uint32Array(ordered.length)
  const steps = new Float64Array(ordered.length)
  const duplicates = new Map<number, number>()
  const irregular = calendar.frequency.kind === 'irregular'
  let count = 0
  let moved = 0
  let time = Number.NaN
  for (const row of ordered) {
    const again = date.values[row] === time
    time = date.values[row]
    const exact = irregular ? (again ? count - 1 : count) : stepOf(calendar, time)
    const step = exact ?? stepOfMonth(calendar, time)
    if (step === null) {
      logOffGrid(table.fileRows[row], date.name, time, calendar, log)
    } else if (count > 0 && steps[count - 1] === step) {
      duplicates.set(row, rows[count - 1])
    } else {
      if (exact === null) moved += 1
      rows[count] = row
      steps[count] = step
      count += 1
    }
  }
  if (moved > 0) logMoved(moved, date.name, calendar.frequency, log)
  return { rows: rows.slice(0, count), steps: steps.slice(0, count), duplicates }
}

/** Missing steps by the row that follows them, one issue each. */
function findGaps(
  table: Table,
  { date }: AssignedColumns,
  calendar: Calendar,
  placed: Placed,
  log: IssueLog,
): Map<number, number> {
  const { rows, steps } = placed
  const { frequency } = calendar
  const gaps = new Map<number, number>()
  if (steps[steps.length - 1] - steps[0] > 100 * rows.length + 10_000) {
    throw strayDate(table, date, calendar, placed)
  }
  for (let i = 1; i < rows.length; i++) {
    const missing = steps[i] - steps[i - 1] - 1
    if (missing === 0) continue
    gaps.set(rows[i], missing)
    const from = formatTime(timeAt(calendar, steps[i - 1] + 1), frequency)
    const to = formatTime(timeAt(calendar, steps[i] - 1), frequency)
    log.add({
      code: 'gap',
      severity: frequency.kind === 'business-daily' && missing === 1 ? 'info' : 'warning',
      row: table.fileRows[rows[i]],
      column: date.name,
      message: `${describeSteps(missing, frequency)} missing before this row: ${missing === 1 ? from : `${from} to ${to}`}.`,
    })
  }
  return gaps
}

function logDuplicates(
  table: Table,
  { date }: AssignedColumns,
  { frequency }: Calendar,
  { duplicates }: Placed,
  log: IssueLog,
): void {
  for (const [row, kept] of duplicates) {
    log.add({
      code: 'duplicate-date',
      severity: 'warning',
      row: table.fileRows[row],
      column: date.name,
      message: `${formatTime(date.values[row], frequency)} stands in row ${table.fileRows[kept]} already; this row is left out.`,
    })
  }
}

function logOffGrid(
  row: number,
  column: string,
  time: number,
  { frequency }: Calendar,
  log: IssueLog,
): void {
  const shown = formatTime(
    time,
    frequency.kind === 'index' ? frequency : { kind: 'secondly', multiple: 1 },
  )
  log.add({
    code: 'off-grid-date',
    severity: 'warning',
    row,
    column,
    message: `${shown} is no step of a series that goes ${describeFrequency(frequency)}; the row is left out.`,
  })
}

function logMoved(count: number, column: string, frequency: Frequency, log: IssueLog): void {
  log.add({
    code: 'off-grid-date',
    severity: 'info',
    row: null,
    column,
    message: `${count} dates lie on another day of their period than the rest; each was taken as its period of a series that goes ${describeFrequency(frequency)}.`,
  })
}

/** A grid that would be mostly holes, told by its largest one. */
function strayDate(
  table: Table,
  { name, values }: AssignedColumns['date'],
  { frequency }: Calendar,
  { rows, steps }: Placed,
): EngineError {
  let at = 1
  for (let i = 2; i < rows.length; i++) {
    if (steps[i] - steps[i - 1] > steps[at] - steps[at - 1]) at = i
  }
  const fileRow = table.fileRows[rows[at]]
  const shown = formatTime(values[rows[at]], frequency)
  const missing = describeSteps(steps[at] - steps[at - 1] - 1, frequency)
  return new EngineError(
    'frequency-unclear',
    `Before ${shown} in row ${fileRow} ${missing} are missing, far more than the file has rows.`,
    {
      row: fileRow,
      column: name,
      remedy: `Check the date in row ${fileRow} and the one before it.`,
    },
  )
}

function distinct(rows: Uint32Array, values: Float64Array): Float64Array {
  const times = new Float64Array(rows.length)
  let count = 0
  for (const row of rows) {
    const time = values[row]
    if (count > 0 && times[count - 1] === time) continue
    times[count] = time
    count += 1
  }
  return times.slice(0, count)
}
