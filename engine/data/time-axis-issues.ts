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
    repairs: ['drop-row', 'resample'],
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
