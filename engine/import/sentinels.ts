import type { IssueLog } from '../data/issues'
import type { NumberColumn, Table } from '../data/table'

/** What programs write for a missing number, as far as one may think of it. */
const suspects = new Set(
  [99, 999, 9999, 99999, 999999, 99.9, 999.9, 9999.9, 99.99, 999.99, 9999.99, 7777, 8888, 32767]
    .flatMap((value) => [value, -value])
    .concat([-9999.99, -32768, -1e30, 1e30, 1e20, -6999, -99.999]),
)

/**
 * Numbers that may stand for a missing one: a suspect that lies far outside of all the other values of
 * its column, more than their whole span away. Flagged, with the repairs; the values stay.
 */
export function logSentinels(table: Table, log: IssueLog): void {
  for (const column of table.columns) {
    if (column.type !== 'number') continue
    for (const value of sentinelsOf(column)) logSentinel(table, column, value, log)
  }
}

/** The suspects of a column that stand out, lowest first. */
export function sentinelsOf({ values }: NumberColumn): readonly number[] {
  const found: number[] = []
  let range = rangeWithin(values, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
  let [below, above] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  // What stands far outside is the largest or least value, then the next one is.
  for (;;) {
    const { least, largest } = range
    if (isSuspect(largest)) {
      above = largest
      found.push(largest)
    } else if (isSuspect(least)) {
      below = least
      found.push(least)
    } else break
    range = rangeWithin(values, below, above)
  }
  const { least, largest } = range
  if (found.length === 0 || !(largest > least)) return []
  const span = Math.max(largest - least, (Math.abs(largest) + Math.abs(least)) / 20)
  return found
    .filter((value) => value > largest + span || value < least - span)
    .sort((a, b) => a - b)
}

function isSuspect(value: number): boolean {
  return (value > 98 || value < -98) && suspects.has(value)
}

/** The least and largest value between two, both exclusive; infinite without any. */
function rangeWithin(
  values: Float64Array,
  below: number,
  above: number,
): { least: number; largest: number } {
  let least = Number.POSITIVE_INFINITY
  let largest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (value > below && value < above) {
      if (value < least) least = value
      if (value > largest) largest = value
    }
  }
  return { least, largest }
}

function logSentinel(
  { fileRows }: Table,
  { name, values }: NumberColumn,
  value: number,
  log: IssueLog,
): void {
  const count = values.reduce((sum, each) => sum + (each === value ? 1 : 0), 0)
  const first = fileRows[values.indexOf(value)]
  log.add({
    code: 'sentinel-value',
    severity: 'warning',
    row: first,
    column: name,
    message: `${value} stands far from all other values, ${count === 1 ? 'once' : `${count} times, first`} in this row: it may mean a missing value. It was kept.`,
    value,
    repairs: ['sentinel-to-missing', 'keep-value'],
  })
}
