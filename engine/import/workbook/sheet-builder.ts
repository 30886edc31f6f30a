import { EngineError } from '../../errors'
import type { Cell } from '../grid/cell-grid'
import { mostColumns, mostSheetCells } from '../limits'
import type { ReadHooks } from '../reader'
import type { MergedRange, SheetBuilder, SheetCells } from './sheet-cells'

/** Rows between two looks whether the reading was cancelled. */
const rowsBetweenLooks = 4096

/** Hidden rows and merged ranges that are kept by their place. */
const mostKept = 100_000

/**
 * @param sheet its name, for messages.
 * @param most rows to take.
 * @throws EngineError `file-too-large` from `put` when the sheet's rectangle is beyond the limits, `cancelled`
 * when the hooks say so.
 */
export function createSheetBuilder(
  file: string,
  sheet: string,
  most: number,
  hooks: ReadHooks,
): SheetBuilder {
  const rows: Cell[][] = []
  const fileRows: number[] = []
  const merges: MergedRange[] = []
  const hiddenRows: number[] = []
  const hiddenColumns: number[] = []
  let cellCount = 0
  return {
    put(row, cells) {
      let length = cells.length
      while (length > 0 && cells[length - 1] === null) length -= 1
      if (length === 0) return
      if (length > mostColumns) throw tooWide(file, sheet, row)
      if (rows.length % rowsBetweenLooks === 0 && hooks.cancelled?.() === true)
        throw cancelled(file)
      cellCount += length
      if (cellCount > mostSheetCells) throw tooLarge(file, sheet)
      rows.push(length === cells.length ? cells : cells.slice(0, length))
      fileRows.push(row)
    },
    hideRow(row) {
      if (hiddenRows.length < mostKept) hiddenRows.push(row)
    },
    hideColumns(first, last) {
      for (let column = first; column <= Math.min(last, mostColumns - 1); column++) {
        hiddenColumns.push(column)
      }
    },
    merge(range) {
      if (merges.length < mostKept) merges.push(range)
    },
    get full() {
      return rows.length >= most
    },
    finish: (): SheetCells => ({
      rows: withMerged(rows, fileRows, merges),
      fileRows,
      merges,
      hiddenRows,
      hiddenColumns,
    }),
  }
}

/** Each cell of a merged range gets the value of its first one; rows that do not exist stay so. */
function withMerged(
  rows: Cell[][],
  fileRows: readonly number[],
  merges: readonly MergedRange[],
): Cell[][] {
  let left = mostSheetCells
  for (const { top, left: first, bottom, right } of merges) {
    const from = fileRows.findIndex((row) => row >= top + 1)
    if (from < 0 || fileRows[from] !== top + 1) continue
    const value = rows[from][first] ?? null
    if (value === null) continue
    const last = Math.min(right, mostColumns - 1)
    for (let i = from; i < rows.length && fileRows[i] <= bottom + 1; i++) {
      left -= last - first + 1
      if (left < 0) return rows
      while (rows[i].length <= last) rows[i].push(null)
      rows[i].fill(value, first, last + 1)
    }
  }
  return rows
}

function cancelled(file: string): EngineError {
  return new EngineError('cancelled', `Reading ${file} was cancelled.`, { file })
}

function tooWide(file: string, sheet: string, row: number): EngineError {
  return new EngineError(
    'file-too-large',
    `Row ${row} of sheet "${sheet}" has more than ${mostColumns.toLocaleString('en')} columns.`,
    { file, row, remedy: 'Delete the columns that are not needed, or put the series in rows.' },
  )
}

function tooLarge(file: string, sheet: string): EngineError {
  return new EngineError(
    'file-too-large',
    `Sheet "${sheet}" has more than ${mostSheetCells.toLocaleString('en')} cells, empty ones between them counted.`,
    { file, remedy: 'Save the sheet as CSV and choose that file.' },
  )
}
