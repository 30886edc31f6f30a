import type { NumberColumn, Table } from './table'

/** A table one of whose columns of text is one of numbers, and what the numbers stand for. */
export interface CodedTable {
  readonly table: Table
  /** By number, in order of first appearance; null for a column that was no text. */
  readonly texts: readonly string[] | null
}

/** Numbers the texts of a column 0, 1, 2, …; NaN where a cell is empty. Any other column stays as it is. */
export function codeText(table: Table, name: string): CodedTable {
  const column = table.columns.find((each) => each.name === name)
  if (column?.type !== 'text') return { table, texts: null }
  const { codes, levels, unreadable } = column
  const values = Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : code))
  const coded: NumberColumn = { type: 'number', name, values, decimals: 0, unreadable }
  const columns = table.columns.map((each) => (each === column ? coded : each))
  return { table: { ...table, columns }, texts: levels }
}
