import type { Column } from '../../data/table'
import type { TableShape } from '../reader'

/** Columns that hold one variable at many times, and what the times are. */
export interface Across {
  readonly shape: TableShape
  /** Columns of values, from the earliest on the left as they stand. */
  readonly from: number
  /** Column behind them: what follows sums them up and is left out. */
  readonly to: number
  readonly format: string
  /** Time of a value column in a row; an index value where `isIndex`. */
  timeAt(column: number, row: number): number
  readonly isIndex: boolean
}

/** Numbers, or nothing at all. */
export function areValues(columns: readonly Column[]): boolean {
  const isValue = (column: Column): boolean =>
    column.type === 'number' || (column.type === 'text' && column.levels.length === 0)
  return columns.some(({ type }) => type === 'number') && columns.every(isValue)
}
