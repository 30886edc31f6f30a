import { EngineError } from '../errors'
import {
  describeFrequency,
  describeSteps,
  formatTime,
  type Calendar,
  type Frequency,
} from './calendar'
import type { IssueLog } from './issues'
import type { AssignedColumns } from './roles'
import type { Table } from './table'
import type { Placed } from './time-axis'

/** A date that lies on no step: its row is left out. */
export function logOffGrid(
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
    repairs: ['resample', 'use-index'],
  })
}

/** Rows without a time, which are counted instead. @param perSeries whether each id is counted anew. */
export function logNumbered(table: Table, rows: number, perSeries: boolean, log: IssueLog): void {
  const why = table.columns.some(({ type }) => type === 'date')
    ? 'No column has the role date'
    : 'No column holds dates'
  const unread = table.columns.find(
    (column) => column.type === 'text' && column.levels.length > 0.9 * table.rowCount,
  )
  const texts =
    unread === undefined
      ? ''
      : ` If "${unread.name}" tells the time, write it as a date such as 2024-01-31.`
  log.add({
    code: 'rows-numbered',
    severity: unread === undefined ? 'info' : 'warning',
    row: null,
    column: null,
    message: `${why}, so the rows count as steps 1 to ${rows}${perSeries ? ' of each series' : ''}, in the order of the file.${texts}`,
  })
}

/** Dates that lie on no grid. */
export function logIrregular(column: string, log: IssueLog): void {
  log.add({
    code: 'irregular-dates',
    severity: 'error',
    row: null,
    column,
    message:
      'The dates follow no regular step, such as a day or a month: bring them to one, or count the rows as steps.',
    repairs: ['resample', 'use-index'],
  })
}

/** Dates that were taken as their period. */
export function logMoved(count: number, column: string, frequency: Frequency, log: IssueLog): void {
  log.add({
    code: 'off-grid-date',
    severity: 'info',
    row: null,
    column,
    message: `${count} dates lie on another day of their period than the rest; each was taken as its period of a series that goes ${describeFrequency(frequency)}.`,
  })
}

/** A grid that would be mostly holes, told by its largest one. */
export function strayDate(
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
