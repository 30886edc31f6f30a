import { constantValue } from './health/alike-columns'
import { inferIds } from './infer-ids'
import type { Column, ColumnRole, NumberColumn, Table } from './table'
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
const indexNames =
  /^(t|index|idx|step|time|date|period|no|nr|n|obs|seq|sequence|nth (?:hour|day|week|month)|column 1)$/i
/** Names of numbers that count or date rows, in the languages whose dates are read. */
const notMeasured =
  /^(id|index|idx|row|no|nr|year|month|day|hour|weekday|quarter|week|jahr|monat|tag|stunde|quartal|kw|woche|ann[ée]e|mois|jour|heure|a[ñn]o|mes|d[ií]a|hora|anno|mese|giorno|ora|ano|m[êe]s|(decimal|fractional)[ _]?(date|year)?|epoch|unix.*)$/i

/** Autocorrelations closer than this are near ties, which the first column wins. */
const nearTie = 0.02

/** What a known layout says of its columns. */
export interface KnownColumns {
  /** Names of columns that are usually forecast, the first first. */
  readonly targets?: readonly string[]
}

/**
 * Roles by default: the first date column (else an index column), ids when dates repeat once per text or
 * pair of texts, and one target: by name, else the number column that depends most on its last value. All else is
 * ignored; covariates are the user's choice.
 */
export function inferRoles(table: Table, known: KnownColumns = {}): Roles {
  const { columns } = table
  const date = dateOf(table)
  const ids = inferIds(table, date)
  const named = known.targets?.flatMap((name) => columns.find((each) => isCalled(each, name)) ?? [])
  const target =
    named?.find(hasValues) ??
    inferTarget(
      columns.filter(
        (column) => column !== date && !ids.includes(column) && column.partOf === undefined,
      ),
      date,
    )
  return Object.fromEntries(
    columns.map((column): [string, ColumnRole] => {
      if (column === date) return [column.name, 'date']
      if (ids.includes(column)) return [column.name, 'id']
      return [column.name, column === target ? 'target' : 'ignore']
    }),
  )
}

/** The column that dates the rows: the first of dates, else an index; none where their order must do. */
export function dateOf({ columns }: Table): Column | undefined {
  const numbers = columns.filter(({ type }) => type === 'number')
  // The only numbers of a file are what is measured.
  const index = numbers.length > 1 ? (columns.find(isIndex) ?? columns.find(countsRows)) : undefined
  return columns.find(({ type }) => type === 'date') ?? index
}

function isCalled(column: Column, name: string): boolean {
  return column.name.trim().toLowerCase() === name.toLowerCase()
}

/** Names of counts that start anew with each year where they are no index: they must not start again. */
const countNames = /^(day|week|month|hour|minute|quarter)$/i

/** Rows from which numbers that count them do so on purpose. */
const leastCounted = 4

/** 1, 2, 3 … or 0, 1, 2 … without a break, under whatever name. */
function countsRows(column: Column): boolean {
  if (column.type !== 'number' || column.values.length < leastCounted) return false
  const { values } = column
  const first = values[0]
  return (first === 0 || first === 1) && values.every((value, row) => value === first + row)
}

/** Years with their fraction, such as 1958.2083 for March: rising by about the same in every row. */
function countsYears({ values }: NumberColumn): boolean {
  if (values.length < leastCounted || !(values[0] > 1500) || !(values[values.length - 1] < 2200))
    return false
  const step = (values[values.length - 1] - values[0]) / (values.length - 1)
  return values.every((value, row) => {
    const risen = value - values[row - 1]
    return row === 0 || (risen > 0.5 * step && risen < 1.5 * step)
  })
}

/** A whole number in every row, called like an index, that grows by the same step nearly everywhere or starts again. */
function isIndex(column: Column): column is NumberColumn {
  if (column.type !== 'number') return false
  const counts = countNames.test(column.name)
  if (!counts && !indexNames.test(column.name)) return false
  const { values } = column
  if (values.length < 2 || !values.every(Number.isInteger)) return false
  const step = values[1] - values[0]
  let even = 0
  let restarts = 0
  for (let i = 1; i < values.length; i++) {
    if (values[i] === values[0]) restarts += 1
    else if (values[i] <= values[i - 1]) return false
    if (values[i] - values[i - 1] === step) even += 1
  }
  if (counts && (restarts > 0 || step !== 1)) return false
  return step > 0 && even >= 0.9 * (values.length - 1 - restarts) && restarts * 3 <= values.length
}

function inferTarget(
  columns: readonly Column[],
  date: Column | undefined,
): NumberColumn | undefined {
  const all = columns.filter(
    (column): column is NumberColumn => column.type === 'number' && hasValues(column),
  )
  const measured = all.filter((column) => !countsRows(column) && !countsYears(column))
  const numbers = measured.length > 0 ? measured : all
  // What is known beyond the end of another column helps to forecast that one.
  const lastRow = date === undefined ? -1 : rowOfLast(date)
  const early = numbers.filter(
    (column) =>
      date !== undefined && Number.isNaN(column.values[lastRow]) && endsEarly(column, date),
  )
  const named = namedTarget(early) ?? namedTarget(numbers)
  if (named !== undefined) return named
  let best: NumberColumn | undefined
  let strongest = Number.NEGATIVE_INFINITY
  for (const column of numbers) {
    if (notMeasured.test(column.name)) continue
    const strength = lag1Autocorrelation(column.values.subarray(0, mostRows))
    if (best === undefined || strength > strongest + nearTie) {
      best = column
      strongest = strength
    }
  }
  return best ?? numbers[0]
}

function namedTarget(columns: readonly NumberColumn[]): NumberColumn | undefined {
  for (const wanted of targetNames) {
    const named = columns.find(({ name }) => wordsOf(name).includes(wanted))
    if (named !== undefined) return named
  }
  return undefined
}

/** A row of the last date or index value; -1 without one. */
function rowOfLast(date: Column): number {
  if (date.type === 'text') return -1
  let last = -1
  for (let row = 0; row < date.values.length; row++) {
    if (last < 0 ? !Number.isNaN(date.values[row]) : date.values[row] > date.values[last])
      last = row
  }
  return last
}

/** Whether the rows of the last dates have no value of a column that is nearly complete before them. */
function endsEarly({ values }: NumberColumn, date: Column): boolean {
  if (date.type === 'text') return false
  let last = Number.NEGATIVE_INFINITY
  let lastKnown = Number.NEGATIVE_INFINITY
  values.forEach((value, row) => {
    const time = date.values[row]
    if (time > last) last = time
    if (time > lastKnown && !Number.isNaN(value)) lastKnown = time
  })
  if (!(lastKnown < last)) return false
  let missing = 0
  values.forEach((value, row) => {
    if (Number.isNaN(value) && date.values[row] <= lastKnown) missing += 1
  })
  return missing * 20 <= values.length
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

/** Rows that tell how smooth a column is, whatever the table's length. */
const mostRows = 100_000

/**
 * Σ (x_t − m)(x_{t−1} − m) ÷ Σ (x_t − m)² over rows in the file's order, pairs with a missing value left
 * out (Box & Jenkins 1976). −1, the least, for constant values, which are the last to be forecast.
 */
function lag1Autocorrelation(values: Float64Array): number {
  let sum = 0
  let count = 0
  for (const value of values) {
    if (Number.isNaN(value)) continue
    sum += value
    count += 1
  }
  if (constantValue(values) !== null) return -1
  const mean = sum / count
  let products = 0
  let squares = 0
  values.forEach((value, i) => {
    if (Number.isNaN(value)) return
    squares += (value - mean) ** 2
    if (i > 0 && !Number.isNaN(values[i - 1])) products += (value - mean) * (values[i - 1] - mean)
  })
  return products / squares
}
