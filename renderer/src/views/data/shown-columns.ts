import type { ColumnProfile } from '../../../../engine/jobs/protocol'

/** Columns that a grid can draw without a pause. */
export const mostShown = 200

/** A column and its place in the table. */
export interface ShownColumn {
  readonly column: ColumnProfile
  readonly at: number
}

/** All columns, or of very many those from `first` on and those that are in use. */
export function shownColumns(columns: readonly ColumnProfile[], first = 0): readonly ShownColumn[] {
  const placed = columns.map((column, at) => ({ column, at }))
  return placed.filter(
    ({ column, at }) => (at >= first && at < first + mostShown) || column.role !== 'ignore',
  )
}

/** From where on columns are shown so that one of them is among those shown, a few before it. */
export function firstShown(at: number, count: number): number {
  return Math.max(0, Math.min(at - 5, count - mostShown))
}

/**
 * Place of the next column behind `after`, around the end, whose name has the text, in whatever case; else
 * of the column of that number; -1 without one.
 */
export function findColumn(
  columns: readonly Pick<ColumnProfile, 'name'>[],
  text: string,
  after: number,
): number {
  const wanted = text.trim().toLowerCase()
  for (let step = 1; step <= columns.length; step++) {
    const at = (after + step) % columns.length
    if (columns[at].name.toLowerCase().includes(wanted)) return at
  }
  const number = /^\d+$/.test(wanted) ? Number(wanted) : 0
  return number >= 1 && number <= columns.length ? number - 1 : -1
}
