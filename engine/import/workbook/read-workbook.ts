import type { DataIssue } from '../../data/table'
import type { CellGrid } from '../grid/cell-grid'
import type { ImportFile, ReadHooks } from '../reader'
import { chooseSheet, previewSheets, type SheetPreview } from './choose-sheet'
import { namingFaults, openWorkbook } from './open-workbook'
import { sheetIssues } from './sheet-issues'

/** One sheet of a workbook as a grid, with a look at all of them. */
export interface WorkbookReading {
  readonly format: 'xlsx' | 'ods'
  readonly grid: CellGrid
  readonly sheets: readonly SheetPreview[]
  /** The one that was read. */
  readonly sheet: string
  readonly issues: readonly DataIssue[]
}

/**
 * Cells of one sheet, by their stored values: dates of the 1900 and 1904 systems as civil times, results
 * of formulas as they were saved, hidden rows and columns like all others and named in the issues.
 * @param wanted name of the sheet; without it the first visible one with a table.
 * @throws EngineError `file-protected`, `file-malformed`, `file-too-large`, `file-not-text`, `file-empty`,
 * `sheet-unknown`, `cancelled`.
 */
export function readWorkbook(
  file: ImportFile,
  wanted: string | undefined,
  hooks: ReadHooks,
): WorkbookReading {
  const workbook = openWorkbook(file)
  return namingFaults(file, () => {
    const sheets = previewSheets(workbook)
    const chosen = chooseSheet(file, workbook, sheets, wanted)
    const cells = chosen.read(Infinity, hooks)
    const name = sheets.length > 1 ? `${file.name}, sheet "${chosen.name}"` : file.name
    return {
      format: workbook.format,
      grid: { name, rows: fromFirstColumn(cells.rows), fileRows: cells.fileRows },
      sheets,
      sheet: chosen.name,
      issues: sheetIssues(chosen.name, cells, sheets),
    }
  })
}

/** A table may start anywhere in a sheet: the columns before it that are empty in every row are left out. */
function fromFirstColumn(rows: CellGrid['rows']): CellGrid['rows'] {
  const first = rows.reduce((least, row) => {
    const at = row.findIndex((cell) => cell !== null)
    return at < 0 ? least : Math.min(least, at)
  }, Infinity)
  return first > 0 && first < Infinity ? rows.map((row) => row.slice(first)) : rows
}
