import type { Column, TextColumn } from './table'

/** What to tell of a column at a glance. */
export interface ColumnSummary {
  /** Cells without a value; those that hold something unreadable are not among them. */
  readonly missing: number
  /** Distinct values of a text column, else null. */
  readonly distinct: number | null
  /** Counts of 24 equal bins between least and largest value; text: of its 24 commonest values. */
  readonly distribution: readonly number[]
}

const mostBins = 24

export function summarizeColumn(column: Column): ColumnSummary {
  if (column.type === 'text') return summarizeText(column)
  const { values, unreadable } = column
  let known = 0
  let least = Number.POSITIVE_INFINITY
  let largest = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (Number.isNaN(value)) continue
    known += 1
    if (value < least) least = value
    if (value > largest) largest = value
  }
  return {
    missing: values.length - known - unreadable.size,
    distinct: null,
    distribution: known === 0 ? [] : binned(values, least, largest),
  }
}

/** One bin when all values are equal. */
function binned(values: Float64Array, least: number, largest: number): readonly number[] {
  const bins = largest > least ? mostBins : 1
  const counts = new Array<number>(bins).fill(0)
  for (const value of values) {
    if (Number.isNaN(value)) continue
    const share = largest > least ? (value - least) / (largest - least) : 0
    counts[Math.min(bins - 1, Math.floor(share * bins))] += 1
  }
  return counts
}

function summarizeText({ codes, levels }: TextColumn): ColumnSummary {
  const counts = new Uint32Array(levels.length)
  let missing = 0
  for (const code of codes) {
    if (code < 0) missing += 1
    else counts[code] += 1
  }
  const distribution = Array.from(counts.sort().reverse().subarray(0, mostBins))
  return { missing, distinct: levels.length, distribution }
}
