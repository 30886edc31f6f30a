import { cellText } from '../data/cell-text'
import type { Table } from '../data/table'
import type { TimeAxis } from '../data/time-axis'
import type { GridRow } from './protocol'

/**
 * Rows of a table for a grid, in the file's order; the cost depends on `count` alone.
 * @param from first table row, 0-based; what lies beyond the table is left out.
 * @param axis marks of duplicates and gaps, those of the selected series; null for none.
 */
export function gridRows(
  table: Table,
  axis: TimeAxis | null,
  from: number,
  count: number,
): readonly GridRow[] {
  const first = Math.max(0, Math.floor(from))
  const length = Math.max(0, Math.min(table.rowCount - first, Math.floor(count)))
  return Array.from({ length }, (_, i): GridRow => {
    const row = first + i
    return {
      fileRow: table.fileRows[row],
      cells: table.columns.map((column) => cellText(column, row)),
      faults: table.columns.flatMap(({ unreadable }, c) => (unreadable.has(row) ? [c] : [])),
      duplicate: axis?.duplicates.has(row) ?? false,
      gapBefore: axis?.gaps.get(row) ?? 0,
    }
  })
}
