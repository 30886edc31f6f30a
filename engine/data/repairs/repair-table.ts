import { combinedId } from '../combined-id'
import { roleOf, rowTimes, type Roles } from '../roles'
import type { Column, NumberColumn, Table } from '../table'
import { countDates, resampleRows } from './date-repairs'
import { joinRows } from './join-rows'
import {
  isTableRepair,
  type CountDates,
  type RepairOutcome,
  type RepairStep,
  type Resample,
} from './repair-step'
import type { Period } from './periods'
import type { RepairList } from './step-list'

export interface RepairedTable {
  readonly table: Table
  /** Of the steps that are about the table and switched on. */
  readonly outcomes: readonly RepairOutcome[]
  /** How its dates were brought to periods; null where they were not. */
  readonly resampled: ResampledDates | null
}

/** What the rows were before those of a period became one. */
export interface ResampledDates {
  readonly column: string
  readonly to: Period
  /** Of each row, NaN where unknown. */
  readonly times: Float64Array
  /** Of each row; empty in a table without ids. */
  readonly id: (row: number) => string
}

interface Result {
  readonly table: Table
  readonly changed: number
  readonly skipped: string | null
  readonly resampled?: ResampledDates
}

/**
 * The table after the list's steps on it, in their order. The one that was given stays as it was, and
 * without any step it is what is returned.
 */
export function repairTable(table: Table, roles: Roles, list: RepairList): RepairedTable {
  const outcomes: RepairOutcome[] = []
  let repaired = table
  let resampled: ResampledDates | null = null
  for (const step of list) {
    if (!step.enabled || !isTableRepair(step.action)) continue
    const result = applied(repaired, roles, step)
    repaired = result.table
    resampled = result.resampled ?? resampled
    outcomes.push({ id: step.id, changed: result.changed, skipped: result.skipped })
  }
  return { table: repaired, outcomes, resampled }
}

function applied(table: Table, roles: Roles, step: RepairStep): Result {
  const { action } = step
  const times = rowTimes(table, roles).values
  const at = step.at === 'all' ? null : new Set(step.at)
  const id = idsOfRows(table, roles)
  const chosen = (row: number): boolean =>
    (at === null || at.has(times[row])) && (step.series === null || id(row) === step.series)
  if (action.kind === 'aggregate') {
    const repaired = joinRows(table, times, id, chosen, action.by)
    return { table: repaired, changed: table.rowCount - repaired.rowCount, skipped: null }
  }
  if (action.kind === 'resample' || action.kind === 'count-dates') {
    return repairDates(table, roles, step.column, id, action)
  }
  if (action.kind !== 'set-missing') return skipped(table, 'It is no repair of a table.')
  const column = table.columns.find(({ name }) => name === step.column)
  if (column?.type !== 'number') {
    return skipped(table, `The file has no column of numbers "${step.column}".`)
  }
  const { value } = action
  return setMissing(table, column, (row) => {
    return chosen(row) && (value === null || column.values[row] === value)
  })
}

function repairDates(
  table: Table,
  roles: Roles,
  name: string,
  id: (row: number) => string,
  action: Resample | CountDates,
): Result {
  const date = table.columns.find((column) => column.name === name)
  if (date?.type !== 'date' || roleOf(roles, name) !== 'date') {
    return skipped(table, `The file is not dated by a column "${name}".`)
  }
  if (date.steps !== undefined) return skipped(table, 'Its dates count as steps already.')
  if (action.kind === 'count-dates') {
    return { table: countDates(table, date, id), changed: table.rowCount, skipped: null }
  }
  const { to, by } = action
  const joined = resampleRows(table, date, id, to, by)
  const resampled = { column: name, to, times: date.values, id }
  return { table: joined, changed: joined.rowCount, skipped: null, resampled }
}

function setMissing(table: Table, column: NumberColumn, goes: (row: number) => boolean): Result {
  const values = column.values.map((value, row) => (goes(row) ? Number.NaN : value))
  const unreadable = new Map([...column.unreadable].filter(([row]) => !goes(row)))
  const gone = column.values.reduce(
    (count, value, row) => count + (!Number.isNaN(value) && Number.isNaN(values[row]) ? 1 : 0),
    column.unreadable.size - unreadable.size,
  )
  const repaired: Column = { ...column, values, unreadable }
  const columns = table.columns.map((each) => (each === column ? repaired : each))
  return { table: { ...table, columns }, changed: gone, skipped: null }
}

/** The id of each row's series; empty in a table without ids. */
function idsOfRows(table: Table, roles: Roles): (row: number) => string {
  const ids = table.columns.filter(({ name }) => roleOf(roles, name) === 'id')
  if (ids.length === 0) return () => ''
  const [first] = ids
  const id = ids.length > 1 ? combinedId(ids) : first
  if (id.type !== 'text') return (row) => String(id.values[row])
  return (row) => id.levels[id.codes[row]] ?? ''
}

function skipped(table: Table, why: string): Result {
  return { table, changed: 0, skipped: why }
}
