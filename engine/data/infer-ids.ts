import { codesOf, combinedId } from './combined-id'
import type { Column, Table } from './table'

/** Numbers are ids only in columns that are called so. */
const idNames =
  /^(?:.*[_ .-])?(?:id|store|shop|item|product|sku|station|series|region|country|code|customer|sensor|ticker|symbol|unique ?id|filiale|artikel)s?(?:[_ .-]?(?:id|nr|no|code|nbr|number|key))?$/i
/** Columns from which pairs are tried. */
const mostCandidates = 5
/** Rows that are looked at first: a column that fails there is no id. */
const lookAhead = 20_000

/** Rows of a series at least that stand together in a table without dates. */
const leastBlock = 4

/**
 * The columns that split a long table into series: a text, or a number called an id, that repeats beside
 * dates that repeat, where both together nearly never do; else two such columns; none otherwise. Without
 * dates a text whose rows stand in one block for each of its values.
 */
export function inferIds(table: Table, date: Column | undefined): readonly Column[] {
  if (date === undefined) return inferBlocks(table)
  if (date.type === 'text' || !repeats(date.values)) return []
  const candidates = table.columns.filter((column) => column !== date && mayBeId(column))
  const single = candidates.find((column) => separates([column], date.values))
  if (single !== undefined) return [single]
  const some = candidates.slice(0, mostCandidates)
  for (const [i, first] of some.entries()) {
    for (const second of some.slice(i + 1)) {
      if (separates([first, second], date.values)) return [first, second]
    }
  }
  return []
}

function inferBlocks({ columns }: Table): readonly Column[] {
  const block = columns.find((column) => mayBeId(column) && standsInBlocks(column))
  return block === undefined ? [] : [block]
}

function standsInBlocks(column: Column): boolean {
  const { codes, texts } = codesOf(column)
  const lengths = new Uint32Array(texts.length)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]
    if (code < 0 || (lengths[code] > 0 && codes[row - 1] !== code)) return false
    lengths[code] += 1
  }
  return lengths.length > 1 && lengths.every((length) => length >= leastBlock)
}

/** More than a tenth of the dates stand in several rows. */
function repeats(values: Float64Array): boolean {
  if (goesOneWay(values)) return false
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  let distinct = 0
  sorted.forEach((value, i) => {
    if (i === 0 || value !== sorted[i - 1]) distinct += 1
  })
  return sorted.length - distinct > sorted.length * 0.1
}

/** Each value beyond the one before it, all up or all down, as the dates of a single series are. */
function goesOneWay(values: Float64Array): boolean {
  const up = values[1] > values[0]
  for (let i = 1; i < values.length; i++) {
    if (up ? !(values[i] > values[i - 1]) : !(values[i] < values[i - 1])) return false
  }
  return true
}

function mayBeId(column: Column): boolean {
  if (column.type === 'date') return false
  if (column.type === 'text') {
    return column.levels.length > 1 && column.levels.length <= column.codes.length / 2
  }
  return idNames.test(column.name) && column.values.every((value) => Number.isInteger(value))
}

/** Whether at most one row in a hundred has the same ids and date as another. */
function separates(columns: readonly Column[], dates: Float64Array): boolean {
  const { codes, texts } = codesOf(columns.length === 1 ? columns[0] : combinedId(columns))
  if (texts.length < 2 || texts.length > codes.length / 2) return false
  return (
    repeated(codes, dates, Math.min(lookAhead, codes.length)) &&
    (codes.length <= lookAhead || repeated(codes, dates, codes.length))
  )
}

function repeated(codes: Int32Array, dates: Float64Array, length: number): boolean {
  const numbers = new Map<number, number>()
  const pairs = new Set<number>()
  const ids = codes.reduce((most, code) => Math.max(most, code), 0) + 1
  let rows = 0
  let again = 0
  for (let row = 0; row < length; row++) {
    if (codes[row] < 0 || Number.isNaN(dates[row])) continue
    let number = numbers.get(dates[row])
    if (number === undefined) {
      number = numbers.size
      numbers.set(dates[row], number)
    }
    rows += 1
    const pair = number * ids + codes[row]
    if (pairs.has(pair)) again += 1
    else pairs.add(pair)
    if (again > length * 0.01) return false
  }
  return rows > 0 && again <= rows * 0.01
}
