import type { IssueLog } from '../../data/issues'
import type { Column, DateColumn, NumberColumn, Table } from '../../data/table'
import { datesThatNeedNoProof } from '../date-forms/all'
import { datesAcross } from '../grid/dates-across'
import type { TableShape } from '../reader'
import { areValues, type Across } from './across'
import { partsAcross } from './parts-across'

/**
 * A table whose columns are dates (years, months, quarters, days, hours), or numbered steps as in the M4
 * competition, turned so that each value has a row with its date; null for any other table. Cells without
 * a value make no row beyond the last value of their line.
 */
export function turnTable(
  table: Table,
  log: IssueLog,
): { readonly table: Table; readonly shape: TableShape } | null {
  const across = datedColumns(table) ?? partsAcross(table) ?? numberedColumns(table)
  if (across === null) return null
  const left = table.columns.slice(across.to).map(({ name }) => `"${name}"`)
  const without = left.length === 0 ? '' : ` ${left.join(', ')} sums them up and was left out.`
  log.add({
    code: 'table-turned',
    severity: 'info',
    row: null,
    column: null,
    message: across.isIndex
      ? 'Each row is a series with a column for every step; the table was turned to one row for each value.'
      : `The dates stand in the names of the columns; the table was turned to one row for each date.${without}`,
  })
  return { table: turned(table, across), shape: across.shape }
}

function datedColumns({ columns }: Table): Across | null {
  const names = columns.map(({ name }) => name.replace(/\s*\[.*\]$/, ''))
  const dated = datesAcross(names)
  if (dated === null || dated[0] === 0) return null
  const from = dated[0]
  const to = from + dated.length
  if (!areValues(columns.slice(from, to)) || columns.slice(0, from).some(isDate)) return null
  const form = datesThatNeedNoProof.find(({ parse }) =>
    dated.every((column) => !Number.isNaN(parse(names[column]))),
  )
  if (form === undefined) return null
  const times = names.map((name) => form.parse(name))
  return {
    shape: 'dates-across',
    from,
    to,
    format: form.format,
    timeAt: (column) => times[column],
    isIndex: false,
  }
}

function numberedColumns({ columns }: Table): Across | null {
  const [first, ...rest] = columns
  if (rest.length < 3 || first.type !== 'text' || !areValues(rest)) return null
  if (first.levels.length < first.codes.length) return null
  const numbered = (prefix: RegExp, start: number): boolean =>
    rest.every(({ name }, i) => name.replace(prefix, '') === String(i + start))
  const isM4 = first.name === 'V1' && numbered(/^V/, 2)
  if (!isM4 && !numbered(/^(?:t|step|value|y|v|x)?[_ ]?/i, 1)) return null
  return {
    shape: 'm4',
    from: 1,
    to: rest.length + 1,
    format: 'index',
    timeAt: (column) => column,
    isIndex: true,
  }
}

function isDate({ type }: Column): boolean {
  return type === 'date'
}

function turned(table: Table, { from, to, format, timeAt, isIndex }: Across): Table {
  const { columns, rowCount } = table
  const valueColumns = columns.slice(from, to)
  const lengths = lastValues(valueColumns, rowCount)
  const total = lengths.reduce((sum, length) => sum + length, 0)
  const rows = new Uint32Array(total)
  const times = new Float64Array(total)
  const values = new Float64Array(total)
  const unreadable = new Map<number, string>()
  let at = 0
  for (let row = 0; row < rowCount; row++) {
    for (let i = 0; i < lengths[row]; i++) {
      const column = valueColumns[i]
      rows[at] = row
      times[at] = timeAt(from + i, row)
      values[at] = column.type === 'number' ? column.values[row] : Number.NaN
      const text = column.unreadable.get(row)
      if (text !== undefined) unreadable.set(at, text)
      at += 1
    }
  }
  const ids = columns.slice(0, from).filter((column) => column.type !== 'date')
  const names = new Set(ids.map(({ name }) => name))
  const free = (wanted: string): string => (names.has(wanted) ? `${wanted} (2)` : wanted)
  const time: DateColumn | NumberColumn = isIndex
    ? { type: 'number', name: free('t'), values: times, decimals: 0, unreadable: new Map() }
    : { type: 'date', name: free('date'), values: times, format, unreadable: new Map() }
  const decimals = valueColumns.map((column) => (column.type === 'number' ? column.decimals : 0))
  const value: NumberColumn = {
    type: 'number',
    name: free('value'),
    values,
    decimals: decimals.reduce((a, b) => Math.max(a, b), 0),
    unreadable,
  }
  return {
    rowCount: total,
    columns: [...ids.map((column) => repeated(column, rows)), time, value],
    fileRows: rows.map((row) => table.fileRows[row]),
  }
}

/** How many columns of each row there are up to its last value. */
function lastValues(columns: readonly Column[], rowCount: number): Uint32Array {
  const lengths = new Uint32Array(rowCount)
  columns.forEach((column, i) => {
    if (column.type !== 'number') return
    column.values.forEach((value, row) => {
      if (!Number.isNaN(value)) lengths[row] = i + 1
    })
    for (const row of column.unreadable.keys()) lengths[row] = i + 1
  })
  return lengths
}

function repeated(column: Column, rows: Uint32Array): Column {
  if (column.type === 'text') {
    return { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]) }
  }
  const values = Float64Array.from(rows, (row) => column.values[row])
  return { ...column, values, unreadable: new Map() }
}
