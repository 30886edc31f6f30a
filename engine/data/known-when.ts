import type { Column, NumberColumn } from './table'
import type { TimeAxis } from './time-axis'

/** Until when a column of numbers is known, seen from the target's last value. */
export type KnownWhen = 'past' | 'ahead' | 'always'

/**
 * `ahead` for a column with values in rows after the target's last one, such as holidays or a planned
 * price; `always` for one with the same value in every row of the series, such as a shop's size.
 */
export function knownWhen(
  column: Column,
  target: NumberColumn | null,
  axis: TimeAxis | null,
): KnownWhen {
  if (column.type !== 'number' || target === null || axis === null || column === target)
    return 'past'
  const { rows } = axis
  const last = rows.findLastIndex((row) => !Number.isNaN(target.values[row]))
  const first = column.values[rows[0]]
  if (rows.length > 1 && rows.every((row) => column.values[row] === first)) return 'always'
  for (let i = last + 1; i < rows.length; i++) {
    if (!Number.isNaN(column.values[rows[i]])) return 'ahead'
  }
  return 'past'
}
