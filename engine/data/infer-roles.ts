import type { Column, ColumnRole, NumberColumn, Table, TextColumn } from './table'
import type { Roles } from './roles'

/** Names of what people forecast, the surest first; matched as whole words of a column's name. */
const targetNames = [
  'target',
  'y',
  'close',
  'adjclose',
  'price',
  'sales',
  'demand',
  'load',
  'value',
  'revenue',
  'passengers',
  'consumption',
  'count',
  'temp',
  'temperature',
]
const indexNames = /^(t|index|idx|step|time|date|period|no|nr|n|obs|column 1)$/i
const notMeasured = /^(id|index|idx|row|no|nr|year|month|day|hour|weekday|quarter|week)$/i
/** Autocorrelations closer than this are near ties, which the first column wins. */
const nearTie = 0.02

/**
 * Roles by default: the first date column (else an index column), an id when dates repeat once per text,
 * and one target: by name, else the number column that depends most on its last value. All else is
 * ignored; covariates are the user's choice.
 */
export function inferRoles(table: Table): Roles {
  const { columns } = table
  const date = columns.find(({ type }) => type === 'date') ?? columns.find(isIndex)
  const id = date === undefined ? undefined : columns.find((column) => isId(column, date))
  const target = inferTarget(columns.filter((column) => column !== date))
  return Object.fromEntries(
    columns.map((column): [string, ColumnRole] => {
      if (column === date) return [column.name, 'date']
      if (column === id) return [column.name, 'id']
      return [column.name, column === target ? 'target' : 'ignore']
    }),
  )
}

/** A whole number in every row, called like an index, that grows by the same step nearly everywhere. */
function isIndex(column: Column): column is NumberColumn {
  if (column.type !== 'number' || !indexNames.test(column.name)) return false
  const { values } = column
  if (values.length < 2 || !values.every(Number.isInteger)) return false
  const step = values[1] - values[0]
  let even = 0
  for (let i = 1; i < values.length; i++) {
    if (values[i] <= values[i - 1]) return false
    if (values[i] - values[i - 1] === step) even += 1
  }
  return step > 0 && even >= 0.9 * (values.length - 1)
}

/** Text that repeats, beside dates that repeat, where a text and a date together nearly never do. */
function isId(column: Column, date: Column): column is TextColumn {
  if (column.type !== 'text' || date.type === 'text') return false
  const { codes, levels } = column
  if (levels.length < 2 || levels.length > codes.length / 2) return false
  const dates = new Set<number>()
  const pairs = new Map<number, Set<number>>()
  let rows = 0
  let repeated = 0
  codes.forEach((code, row) => {
    const time = date.values[row]
    if (Number.isNaN(time) || code < 0) return
    rows += 1
    dates.add(time)
    const seen = pairs.get(code) ?? new Set<number>()
    if (seen.has(time)) repeated += 1
    pairs.set(code, seen.add(time))
  })
  return rows - dates.size > rows * 0.1 && repeated <= rows * 0.01
}

function inferTarget(columns: readonly Column[]): Column | undefined {
  const numbers = columns.filter((column) => column.type === 'number' && hasValues(column))
  for (const wanted of targetNames) {
    const named = numbers.find(({ name }) => wordsOf(name).includes(wanted))
    if (named !== undefined) return named
  }
  let best: Column | undefined
  let strongest = Number.NEGATIVE_INFINITY
  for (const column of numbers) {
    if (column.type !== 'number' || notMeasured.test(column.name)) continue
    const strength = lag1Autocorrelation(column.values)
    if (best === undefined || strength > strongest + nearTie) {
      best = column
      strongest = strength
    }
  }
  return best ?? numbers[0]
}

function hasValues(column: Column): boolean {
  return column.type === 'number' && column.values.some((value) => !Number.isNaN(value))
}

/** `Adj Close` and `adjClose` → adj, close and adjclose. */
function wordsOf(name: string): readonly string[] {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
  return [...words, words.join('')]
}

/**
 * Σ (x_t − m)(x_{t−1} − m) ÷ Σ (x_t − m)² over rows in the file's order, pairs with a missing value left
 * out (Box & Jenkins 1976). 0 for constant values.
 */
function lag1Autocorrelation(values: Float64Array): number {
  let sum = 0
  let count = 0
  for (const value of values) {
    if (Number.isNaN(value)) continue
    sum += value
    count += 1
  }
  const mean = sum / count
  let products = 0
  let squares = 0
  values.forEach((value, i) => {
    if (Number.isNaN(value)) return
    squares += (value - mean) ** 2
    if (i > 0 && !Number.isNaN(values[i - 1])) products += (value - mean) * (values[i - 1] - mean)
  })
  return squares === 0 ? 0 : products / squares
}
