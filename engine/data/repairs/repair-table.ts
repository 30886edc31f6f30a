import { combinedId } from '../combined-id'
import { roleOf, type Roles } from '../roles'
import type { Column, NumberColumn, Table } from '../table'
import { isTableRepair, type RepairOutcome, type RepairStep } from './repair-step'
import type { RepairList } from './step-list'

export interface RepairedTable {
  readonly table: Table
  /** Of the steps that are about the table and switched on. */
  readonly outcomes: readonly RepairOutcome[]
}

interface Result {
  readonly table: Table
  readonly changed: number
  readonly skipped: string | null
}

/**
 * The table after the list's steps on it, in their order. The one that was given stays as it was, and
 * without any step it is what is returned.
 */
export function repairTable(table: Table, roles: Roles, list: RepairList): RepairedTable {
  const outcomes: RepairOutcome[] = []
  let repaired = table
  for (const step of list) {
    if (!step.enabled || !isTableRepair(step.action)) continue
    const result = applied(repaired, roles, step)
    repaired = result.table
    outcomes.push({ id: step.id, changed: result.changed, skipped: result.skipped })
  }
  return { table: repaired, outcomes }
}

function applied(table: Table, roles: Roles, step: RepairStep): Result {
  const { action } = step
  const date = withRole(table, roles, 'date')
  if (date === undefined || date.type === 'text') return skipped(table, 'No column holds dates.')
  const times = step.at === 'all' ? null : new Set(step.at)
  const id = idsOfRows(table, roles)
  const chosen = (row: number): boolean =>
    (times === null || times.has(date.values[row])) &&
    (step.series === null || id(row) === step.series)
  if (action.kind === 'aggregate') return aggregate(table, date.values, id, chosen, action.by)
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

type Rule = 'sum' | 'mean' | 'first' | 'last' | 'drop'

/** One row for the rows of a date and id; `drop` keeps none of them. Rows stay in their order. */
function aggregate(
  table: Table,
  dates: Float64Array,
  id: (row: number) => string,
  chosen: (row: number) => boolean,
  rule: Rule,
): Result {
  const groups = new Map<string, number[]>()
  for (let row = 0; row < table.rowCount; row++) {
    const time = dates[row]
    const alone = Number.isNaN(time) || !chosen(row)
    const key = alone ? `row ${row}` : `${time} ${id(row)}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  const kept = [...groups.values()].filter((rows) => rows.length === 1 || rule !== 'drop')
  if (kept.length === table.rowCount) return { table, changed: 0, skipped: null }
  const columns = table.columns.map((column) => joined(column, kept, rule))
  const fileRows = Uint32Array.from(kept, ([first]) => table.fileRows[first])
  const changed = table.rowCount - kept.length
  return { table: { rowCount: kept.length, columns, fileRows }, changed, skipped: null }
}

function joined(column: Column, groups: readonly (readonly number[])[], rule: Rule): Column {
  const place = rule === 'last' ? -1 : 0
  const source = (rows: readonly number[]): number => rows.at(place) ?? rows[0]
  const unreadable = new Map<number, string>()
  groups.forEach((rows, row) => {
    const text = column.unreadable.get(source(rows))
    const replaced =
      rows.length > 1 && column.type === 'number' && (rule === 'sum' || rule === 'mean')
    if (text !== undefined && !replaced) unreadable.set(row, text)
  })
  if (column.type === 'text') {
    return {
      ...column,
      codes: Int32Array.from(groups, (rows) => column.codes[source(rows)]),
      unreadable,
    }
  }
  const values = Float64Array.from(groups, (rows) =>
    column.type === 'number' && rows.length > 1
      ? combined(rows, column.values, rule)
      : column.values[source(rows)],
  )
  return { ...column, values, unreadable }
}

/** Missing values are left out of a sum and a mean; of none but missing ones the result is missing. */
function combined(rows: readonly number[], values: Float64Array, rule: Rule): number {
  if (rule === 'last') return values[rows[rows.length - 1]]
  if (rule === 'first' || rule === 'drop') return values[rows[0]]
  const known = rows.map((row) => values[row]).filter((value) => !Number.isNaN(value))
  if (known.length === 0) return Number.NaN
  const sum = known.reduce((total, value) => total + value, 0)
  return rule === 'sum' ? sum : sum / known.length
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

function withRole(table: Table, roles: Roles, role: 'date'): Column | undefined {
  return table.columns.find(({ name }) => roleOf(roles, name) === role)
}

function skipped(table: Table, why: string): Result {
  return { table, changed: 0, skipped: why }
}
