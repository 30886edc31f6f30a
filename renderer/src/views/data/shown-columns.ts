import type { ColumnProfile } from '../../../../engine/jobs/protocol'

/** Columns that a grid can draw without a pause. */
export const mostShown = 200

/** A column and its place in the table. */
export interface ShownColumn {
  readonly column: ColumnProfile
  readonly at: number
}

/** All columns, or of very many the first ones and those that are in use. */
export function shownColumns(columns: readonly ColumnProfile[]): readonly ShownColumn[] {
  const placed = columns.map((column, at) => ({ column, at }))
  return placed.filter(({ column, at }) => at < mostShown || column.role !== 'ignore')
}
