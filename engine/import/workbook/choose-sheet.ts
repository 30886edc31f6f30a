import { EngineError } from '../../errors'
import { isCivil, type Cell } from '../grid/cell-grid'
import { isoClock, isoDate } from '../../data/civil'
import { previewColumns, previewRows } from '../limits'
import type { ImportFile } from '../reader'
import type { OpenWorkbook, SheetCells, WorkbookSheet } from './sheet-cells'

/** A sheet for a picker: its first rows as text. */
export interface SheetPreview {
  readonly name: string
  readonly hidden: boolean
  /** Whether its first rows look like a table with numbers or dates. */
  readonly table: boolean
  /** At most 8 rows of 12 cells. */
  readonly rows: readonly (readonly string[])[]
}

/** The first rows of every sheet. */
export function previewSheets(workbook: OpenWorkbook): readonly SheetPreview[] {
  return workbook.sheets.map((sheet) => {
    const { rows } = sheet.read(previewRows, {})
    return {
      name: sheet.name,
      hidden: sheet.hidden,
      table: looksLikeTable(rows),
      rows: rows.map((cells) => cells.slice(0, previewColumns).map(previewText)),
    }
  })
}

/**
 * The sheet that was asked for, else the first visible one that looks like a table, else the first with
 * any cell.
 * @throws EngineError `sheet-unknown` for a name that the workbook does not have, `file-empty` when no
 * sheet has a cell.
 */
export function chooseSheet(
  file: ImportFile,
  workbook: OpenWorkbook,
  previews: readonly SheetPreview[],
  wanted: string | undefined,
): WorkbookSheet {
  if (wanted !== undefined) {
    const found = workbook.sheets.find(({ name }) => name === wanted)
    if (found !== undefined) return found
    throw new EngineError('sheet-unknown', `${file.name} has no sheet "${wanted}".`, {
      file: file.name,
      remedy: `Choose one of: ${workbook.sheets.map(({ name }) => name).join(', ')}.`,
    })
  }
  const filled = previews.filter(({ rows }) => rows.length > 0)
  const best =
    filled.find(({ table, hidden }) => table && !hidden) ??
    filled.find(({ hidden }) => !hidden) ??
    filled.at(0)
  if (best !== undefined) return workbook.sheets[previews.indexOf(best)]
  throw new EngineError('file-empty', `No sheet of ${file.name} has a cell with a value.`, {
    file: file.name,
    remedy: 'Choose a workbook with a row of column names and rows of values below it.',
  })
}

/** Two rows of two columns or more, and a number or date somewhere. */
function looksLikeTable(rows: SheetCells['rows']): boolean {
  const wide = rows.filter((cells) => cells.filter((cell) => cell !== null).length >= 2)
  const isValue = (cell: Cell): boolean => typeof cell === 'number' || isCivil(cell)
  return wide.length >= 2 && wide.some((cells) => cells.some(isValue))
}

function previewText(cell: Cell): string {
  if (cell === null) return ''
  if (!isCivil(cell)) return String(cell)
  const date = isoDate(cell.civilMs)
  return cell.clock ? `${date} ${isoClock(cell.civilMs, false)}` : date
}
