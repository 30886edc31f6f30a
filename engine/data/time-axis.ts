import {
  describeSteps,
  formatTime,
  stepOf,
  stepOfMonth,
  timeAt,
  type Calendar,
  type Frequency,
} from './calendar'
import { dayMs } from './civil'
import { mayRepeat, maySkip, stepsOfHour } from './daylight-saving'
import { inferCalendar, inferIndex } from './infer-calendar'
import type { IssueLog } from './issues'
import { orderedRows } from './ordered-rows'
import type { AssignedColumns } from './roles'
import type { Table } from './table'
import { logIrregular, logMoved, logNumbered, logOffGrid, strayDate } from './time-axis-issues'

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
  /** Rows whose time is no step of the calendar: they are left out. */
  readonly offGrid: number
  /** Time of each table row, NaN where it has none. */
  readonly times: Float64Array
  readonly summary: TimeSummary
}

/** What to tell of a time column. Times are civil milliseconds, or index values. */
export interface TimeSummary {
  /** Null where no column tells the time and the rows are numbered. */
  readonly column: string | null
  /** As the dates are written; `index` for whole numbers that count steps, `row` for numbered rows. */
  readonly format: string
  readonly frequency: Frequency
  readonly start: number
  readonly end: number
  /** Steps of the grid without a row. */
  readonly gaps: number
  readonly duplicates: number
  /** Rows of local hours that daylight saving repeats, and steps of hours that it skips: neither counts above. */
  readonly clockChanges: { readonly repeated: number; readonly skipped: number }
  /** Steps from start to end, gaps counted. */
  readonly steps: number
  /** True when the rows go from the newest to the oldest. */
  readonly descending: boolean
  /** True when no date shows whether day or month comes first. */
  readonly ambiguous: boolean
  /** Zone of the times as the file names it; null without one. */
  readonly zone: string | null
}

/**
 * Places the rows of a series on its calendar: by date, of equal dates the first that has a value of the
 * target, gaps counted. All that was left out or assumed goes to the log.
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
  const { rows: ordered, descending } = orderedRows(table, columns, selectedId, log)
  if (ordered.length === 0) return null
  const { date, isNumbered } = columns
  if (isNumbered) logNumbered(table, ordered.length, columns.id !== null, log)
  const times = distinct(ordered, date.values)
  const calendar =
    date.type === 'number' ? inferIndex(times) : inferCalendar(times, { prices: hasPrices(table) })
  const placed = placeRows(table, columns, ordered, calendar, log)
  const { rows, steps, duplicates } = placed
  const zone = date.type === 'date' ? (date.zone ?? null) : null
  const isLocal = date.type === 'date' && zone === null
  const repeated = logDuplicates(table, columns, calendar, placed, isLocal, log)
  const irregular = calendar.frequency.kind === 'irregular'
  if (irregular && date.type === 'date' && times.length > 1) logIrregular(date.name, log)
  const stepCount = rows.length === 0 ? 0 : steps[steps.length - 1] - steps[0] + 1
  const { gaps, skipped } = irregular
    ? { gaps: new Map<number, number>(), skipped: 0 }
    : findGaps(table, columns, calendar, placed, isLocal, log)
  const summary: TimeSummary = {
    column: isNumbered ? null : date.name,
    format: isNumbered ? 'row' : date.type === 'number' ? 'index' : date.format,
    frequency: calendar.frequency,
    start: times[0],
    end: times[times.length - 1],
    gaps: stepCount - rows.length - skipped,
    duplicates: duplicates.size - repeated,
    clockChanges: { repeated, skipped },
    steps: stepCount,
    descending,
    ambiguous: date.type === 'date' && date.ambiguous === true,
    zone,
  }
  const repeats = new Set(duplicates.keys())
  return {
    calendar,
    rows,
    steps,
    duplicates: repeats,
    gaps,
    offGrid: placed.offGrid,
    times: date.values,
    summary,
  }
}

/** Columns open, high, low and close, in whatever longer names. */
function hasPrices({ columns }: Table): boolean {
  const names = columns.map(({ name }) => name.toLowerCase())
  return ['open', 'high', 'low'].every((word) => names.some((name) => name.includes(word)))
}

/** Rows of a series on its steps. */
export interface Placed {
  readonly rows: Uint32Array
  readonly steps: Float64Array
  /** Row → the row kept in its place. */
  readonly duplicates: ReadonlyMap<number, number>
  /** Rows on no step. */
  readonly offGrid: number
}

function placeRows(
  table: Table,
  { date, target }: AssignedColumns,
  ordered: Uint32Array,
  calendar: Calendar,
  log: IssueLog,
): Placed {
  const rows = new Uint32Array(ordered.length)
  const steps = new Float64Array(ordered.length)
  const duplicates = new Map<number, number>()
  const irregular = calendar.frequency.kind === 'irregular'
  /** A row of an event, such as a dividend, is not kept in place of one with the day's value. */
  const isEmpty = (row: number): boolean => target !== null && Number.isNaN(target.values[row])
  /** Rows of the step at hand that are not kept. */
  const left: number[] = []
  let count = 0
  let moved = 0
  let offGrid = 0
  let time = Number.NaN
  for (const row of ordered) {
    const again = date.values[row] === time
    time = date.values[row]
    const exact = irregular ? (again ? count - 1 : count) : stepOf(calendar, time)
    const step = exact ?? stepOfMonth(calendar, time)
    if (step === null) {
      offGrid += 1
      logOffGrid(table.fileRows[row], date.name, time, calendar, log)
    } else if (count > 0 && steps[count - 1] === step) {
      const kept = rows[count - 1]
      if (isEmpty(kept) && !isEmpty(row)) {
        for (const other of [kept, ...left]) duplicates.set(other, row)
        rows[count - 1] = row
      } else duplicates.set(row, kept)
      left.push(row)
    } else {
      left.length = 0
      if (exact === null) moved += 1
      rows[count] = row
      steps[count] = step
      count += 1
    }
  }
  if (moved > 0) logMoved(moved, date.name, calendar.frequency, log)
  return { rows: rows.slice(0, count), steps: steps.slice(0, count), duplicates, offGrid }
}

/** Missing steps by the row that follows them, one issue each. */
function findGaps(
  table: Table,
  { date }: AssignedColumns,
  calendar: Calendar,
  placed: Placed,
  isLocal: boolean,
  log: IssueLog,
): { gaps: Map<number, number>; skipped: number } {
  const { rows, steps } = placed
  const hour = isLocal ? stepsOfHour(calendar.frequency) : null
  let skipped = 0
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
    if (missing === hour && maySkip(timeAt(calendar, steps[i - 1] + 1))) {
      skipped += missing
      log.add({
        code: 'dst-missing',
        severity: 'info',
        row: table.fileRows[rows[i]],
        column: date.name,
        message: `The hour from ${from} does not exist where clocks go forward in that night; its steps have no value.`,
        repairs: ['interpolate', 'standard-time'],
      })
      continue
    }
    log.add({
      code: 'gap',
      severity:
        (frequency.kind === 'business-daily' || frequency.kind === 'trading-daily') && missing === 1
          ? 'info'
          : 'warning',
      row: table.fileRows[rows[i]],
      column: date.name,
      message: `${describeSteps(missing, frequency)} missing before this row: ${missing === 1 ? from : `${from} to ${to}`}.`,
      repairs: ['mask', 'interpolate', 'seasonal-fill', 'forward-fill'],
    })
  }
  return { gaps, skipped }
}

/** @returns how many of them are hours that daylight saving repeats. */
function logDuplicates(
  table: Table,
  { date }: AssignedColumns,
  { frequency }: Calendar,
  { duplicates }: Placed,
  isLocal: boolean,
  log: IssueLog,
): number {
  const hour = isLocal ? stepsOfHour(frequency) : null
  const nights = new Map<number, number>()
  for (const row of duplicates.keys()) {
    const night = Math.floor(date.values[row] / dayMs)
    nights.set(night, (nights.get(night) ?? 0) + 1)
  }
  let repeated = 0
  for (const [row, kept] of duplicates) {
    const time = date.values[row]
    if (nights.get(Math.floor(time / dayMs)) === hour && mayRepeat(time)) {
      repeated += 1
      log.add({
        code: 'dst-repeated',
        severity: 'info',
        row: table.fileRows[row],
        column: date.name,
        message: `${formatTime(time, frequency)} exists twice where clocks go back in that night: first in row ${table.fileRows[kept]}, again here. The series has the first; this row is left out.`,
        repairs: ['standard-time', 'aggregate-mean', 'keep-first'],
      })
      continue
    }
    log.add({
      code: 'duplicate-date',
      severity: 'warning',
      row: table.fileRows[row],
      column: date.name,
      message: `${formatTime(date.values[row], frequency)} stands in row ${table.fileRows[kept]} already; this row is left out.`,
      repairs: ['keep-first', 'keep-last', 'aggregate-mean', 'aggregate-sum'],
    })
  }
  return repeated
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
