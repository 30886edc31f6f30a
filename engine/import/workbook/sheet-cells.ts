import type { Cell } from '../grid/cell-grid'
import type { ReadHooks } from '../reader'

/** A rectangle of merged cells, 0-based, ends included. */
export interface MergedRange {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** What a sheet holds, before any of it is understood. Rows without a cell are left out. */
export interface SheetCells {
  readonly rows: readonly (readonly Cell[])[]
  /** Row of the sheet of each row, 1-based. */
  readonly fileRows: readonly number[]
  readonly merges: readonly MergedRange[]
  /** Rows (1-based) and columns (0-based) that the sheet hides; both are read. */
  readonly hiddenRows: readonly number[]
  readonly hiddenColumns: readonly number[]
}

/** One sheet of an open workbook. */
export interface WorkbookSheet {
  readonly name: string
  readonly hidden: boolean
  /**
   * @param most rows with cells to read, from the top.
   * @throws EngineError `cancelled` when the hooks say so.
   */
  read(most: number, hooks: ReadHooks): SheetCells
}

export interface OpenWorkbook {
  readonly format: 'xlsx' | 'ods'
  readonly sheets: readonly WorkbookSheet[]
}

/** Rows that grow while a sheet is read. */
export interface SheetBuilder {
  /** Puts a row of cells, trailing empty ones cut; `row` is 1-based and ascending. */
  put(row: number, cells: Cell[]): void
  hideRow(row: number): void
  hideColumns(first: number, last: number): void
  merge(range: MergedRange): void
  /** Whether no more rows are wanted. */
  readonly full: boolean
  finish(): SheetCells
}
