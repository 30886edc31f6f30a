import type { Column, Table } from '../table'

/** How values of rows that become one are joined; `drop` keeps none of them. */
export type JoinRule = 'sum' | 'mean' | 'min' | 'max' | 'first' | 'last' | 'drop'

/**
 * One row for the rows of a time and id: numbers by the rule, all else from the first row, or with `last`
 * from the last one. Rows stay in the order in which their first one stood.
 * @param times of each row; rows without one (NaN) and those not chosen are left alone.
 * @param isBefore the order of the rows of a group; none for that of the table.
 */
export function joinRows(
  table: Table,
  times: Float64Array,
  id: (row: number) => string,
  chosen: (row: number) => boolean,
  rule: JoinRule,
  isBefore?: (a: number, b: number) => number,
): Table {
  const groups = new Map<string, number[]>()
  for (let row = 0; row < table.rowCount; row++) {
    const time = times[row]
    const alone = Number.isNaN(time) || !chosen(row)
    const key = alone ? `row ${row}` : `${time} ${id(row)}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  const kept = [...groups.values()].filter((rows) => rows.length === 1 || rule !== 'drop')
  if (kept.length === table.rowCount) return table
  if (isBefore !== undefined) for (const rows of kept) rows.sort(isBefore)
  const columns = table.columns.map((column) => joined(column, kept, rule))
  const fileRows = Uint32Array.from(kept, ([first]) => table.fileRows[first])
  return { rowCount: kept.length, columns, fileRows }
}

function joined(column: Column, groups: readonly (readonly number[])[], rule: JoinRule): Column {
  const place = rule === 'last' ? -1 : 0
  const source = (rows: readonly number[]): number => rows.at(place) ?? rows[0]
  const computes = column.type === 'number' && rule !== 'first' && rule !== 'last'
  const unreadable = new Map<number, string>()
  groups.forEach((rows, row) => {
    const text = column.unreadable.get(source(rows))
    if (text !== undefined && !(computes && rows.length > 1)) unreadable.set(row, text)
  })
  if (column.type === 'text') {
    const codes = Int32Array.from(groups, (rows) => column.codes[source(rows)])
    return { ...column, codes, unreadable }
  }
  const pick = (from: Float64Array): Float64Array =>
    Float64Array.from(groups, (rows) => from[source(rows)])
  if (column.type === 'date') {
    const { steps } = column
    const values = pick(column.values)
    return { ...column, values, unreadable, ...(steps === undefined ? {} : { steps: pick(steps) }) }
  }
  const values = Float64Array.from(groups, (rows) =>
    rows.length > 1 ? combined(rows, column.values, rule) : column.values[rows[0]],
  )
  return { ...column, values, unreadable }
}

/** Missing values are left out of what is computed; of none but missing ones the result is missing. */
function combined(rows: readonly number[], values: Float64Array, rule: JoinRule): number {
  if (rule === 'last') return values[rows[rows.length - 1]]
  if (rule === 'first' || rule === 'drop') return values[rows[0]]
  const known = rows.map((row) => values[row]).filter((value) => !Number.isNaN(value))
  if (known.length === 0) return Number.NaN
  if (rule === 'min') return known.reduce((least, value) => Math.min(least, value))
  if (rule === 'max') return known.reduce((most, value) => Math.max(most, value))
  const sum = known.reduce((total, value) => total + value, 0)
  return rule === 'sum' ? sum : sum / known.length
}
