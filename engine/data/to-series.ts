import { EngineError } from '../errors'
import { advance } from './calendar'
import { createIssueLog, type IssueList, type IssueLog } from './issues'
import { assignedColumns, type AssignedColumns, type Roles } from './roles'
import type { Covariate, Series } from './series'
import type { NumberColumn, Table, TextColumn } from './table'
import { readTimeAxis, type TimeAxis } from './time-axis'

export interface SeriesReading {
  /** Null when the roles or the data allow none; `blocked` says why. */
  readonly series: Series | null
  readonly blocked: EngineError | null
  /** Null when no row has a date. */
  readonly axis: TimeAxis | null
  readonly issues: IssueList
}

/**
 * One series on a regular grid from a table: sorted, first of equal dates kept, missing steps and cells
 * NaN; it begins and ends with a value of the target. What was done is in `issues`.
 * @param selectedId which value of the id column; null for the first.
 */
export function readSeries(table: Table, roles: Roles, selectedId: string | null): SeriesReading {
  const log = createIssueLog()
  let axis: TimeAxis | null = null
  try {
    const columns = assignedColumns(table, roles)
    axis = readTimeAxis(table, columns, selectedId, log)
    const series = seriesOf(table, columns, axis, log)
    return { series, blocked: null, axis, issues: log.list() }
  } catch (thrown) {
    if (!(thrown instanceof EngineError)) throw thrown
    return { series: null, blocked: thrown, axis, issues: log.list() }
  }
}

/**
 * `readSeries` for callers that need a series.
 * @throws EngineError `no-date-column`, `no-number-column`, `no-target`, `column-unknown`,
 * `frequency-unclear`, `series-too-short`, `request-invalid`.
 */
export function toSeries(
  table: Table,
  roles: Roles,
  selectedId: string | null,
): { readonly series: Series; readonly axis: TimeAxis; readonly issues: IssueList } {
  const { series, blocked, axis, issues } = readSeries(table, roles, selectedId)
  if (blocked !== null) throw blocked
  if (series === null || axis === null)
    throw new EngineError('internal', 'A series has no time axis.')
  return { series, axis, issues }
}

function seriesOf(
  table: Table,
  { date, isNumbered, target, covariates, statics }: AssignedColumns,
  axis: TimeAxis | null,
  log: IssueLog,
): Series {
  if (target === null) throw noTarget(table)
  if (axis === null || axis.rows.length < 2) {
    throw tooShort(isNumbered ? null : date.name, axis?.rows.length ?? 0)
  }
  if (axis.calendar.frequency.kind === 'irregular') throw irregular(date)
  const values = onGrid(target, axis)
  const known = values.findIndex((value) => !Number.isNaN(value))
  if (known < 0) {
    throw new EngineError(
      'series-too-short',
      `Column "${target.name}" has no number in any row that counts.`,
      {
        column: target.name,
        remedy: 'Choose another target.',
      },
    )
  }
  const end = values.findLastIndex((value) => !Number.isNaN(value)) + 1
  for (const column of [target, ...covariates]) logMissing(table, column, axis, log)
  logConstant(target, values, log)
  return {
    name: target.name,
    calendar: advance(axis.calendar, axis.steps[0] + known),
    values: values.slice(known, end),
    covariates: covariates.map((column) => covariateOf(column, axis, known, end)),
    ...(statics.length === 0
      ? {}
      : {
          statics: Object.fromEntries(
            statics.map((column) => [column.name, fixedText(table, column, axis)]),
          ),
        }),
  }
}

/** The one text of a series' rows; empty cells are passed over. */
function fixedText(table: Table, { name, codes, levels }: TextColumn, { rows }: TimeAxis): string {
  const first = rows.find((row) => codes[row] >= 0)
  const other = rows.find((row) => codes[row] >= 0 && codes[row] !== codes[first ?? row])
  if (first === undefined) return ''
  if (other === undefined) return levels[codes[first]]
  const file = table.fileRows[other]
  throw new EngineError(
    'request-invalid',
    `"${name}" holds text that changes within a series, from "${levels[codes[first]]}" to "${levels[codes[other]]}" in row ${file}; text beside the target must be fixed.`,
    {
      column: name,
      row: file,
      remedy: `Leave ${name} out, or write numbers in place of its texts.`,
    },
  )
}

/** A covariate over the steps of the target, and what the file knows of it beyond the target's end. */
function covariateOf(column: NumberColumn, axis: TimeAxis, known: number, end: number): Covariate {
  const grid = onGrid(column, axis)
  const values = grid.slice(known, end)
  const later = grid.slice(end, grid.findLastIndex((value) => !Number.isNaN(value)) + 1)
  const first = values.find((value) => !Number.isNaN(value))
  return {
    name: column.name,
    values,
    isStatic:
      first !== undefined && values.every((value) => value === first || Number.isNaN(value)),
    ...(later.length === 0 ? {} : { future: later }),
  }
}

function onGrid({ values }: NumberColumn, { rows, steps, summary }: TimeAxis): Float64Array {
  const grid = new Float64Array(summary.steps).fill(Number.NaN)
  rows.forEach((row, i) => {
    grid[steps[i] - steps[0]] = values[row]
  })
  return grid
}

/** One issue for each run of rows without a value; unreadable cells were reported when the file was read. */
function logMissing(table: Table, column: NumberColumn, { rows }: TimeAxis, log: IssueLog): void {
  const isMissing = (row: number): boolean =>
    Number.isNaN(column.values[row]) && !column.unreadable.has(row)
  for (let i = 0; i < rows.length; i++) {
    if (!isMissing(rows[i])) continue
    const from = i
    while (i + 1 < rows.length && isMissing(rows[i + 1])) i += 1
    const count = i - from + 1
    const first = table.fileRows[rows[from]]
    log.add({
      code: 'missing-cell',
      severity: 'warning',
      row: first,
      column: column.name,
      message:
        count === 1
          ? `The cell has no value${atEnd(from, i, rows.length)}.`
          : `${count} cells in a row have no value, to row ${table.fileRows[rows[i]]}${atEnd(from, i, rows.length)}.`,
      repairs: ['mask', 'interpolate', 'seasonal-fill', 'forward-fill'],
    })
  }
}

function atEnd(from: number, to: number, length: number): string {
  if (from === 0) return '; a series of this column starts after'
  return to === length - 1 ? '; a series of this column ends before' : ''
}

function logConstant(target: NumberColumn, values: Float64Array, log: IssueLog): void {
  let known = 0
  let first = Number.NaN
  for (const value of values) {
    if (Number.isNaN(value)) continue
    if (known === 0) first = value
    else if (value !== first) return
    known += 1
  }
  log.add({
    code: 'constant-column',
    severity: 'warning',
    row: null,
    column: target.name,
    message: `All ${known} values are ${first}: there is nothing to learn from them. Choose another target.`,
  })
}

function noTarget(table: Table): EngineError {
  if (table.columns.some(({ type }) => type === 'number')) {
    return new EngineError('no-target', 'No column has the role target.', {
      remedy: 'Set the role of the column to forecast to target.',
    })
  }
  return new EngineError('no-number-column', 'No column of the file holds numbers.', {
    remedy: 'Choose a file with a column of numbers; nine cells in ten must be numbers.',
  })
}

/** @param column of the dates; null where the rows are numbered. */
function tooShort(column: string | null, rows: number): EngineError {
  if (column === null) {
    return new EngineError('series-too-short', `The series has 1 row; it needs at least 2.`, {
      remedy: 'Choose a file with more rows.',
    })
  }
  return new EngineError(
    'series-too-short',
    `Column "${column}" has ${rows} ${rows === 1 ? 'date' : 'dates'}; a series needs at least 2.`,
    { column, remedy: 'Add rows, or choose another date column.' },
  )
}

function irregular({ name: column, type }: AssignedColumns['date']): EngineError {
  if (type === 'number') {
    return new EngineError(
      'frequency-unclear',
      `The numbers of column "${column}" grow by no regular step.`,
      {
        column,
        remedy: `Set "${column}" to ignore: without a date column the rows count as steps.`,
      },
    )
  }
  return new EngineError(
    'frequency-unclear',
    `The dates of column "${column}" follow no regular step, such as a day or a month.`,
    {
      column,
      remedy: 'Resample the dates to a fixed step, or count the rows as steps.',
    },
  )
}
