import type { DataIssue } from '../../data/table'
import type { SheetCells } from './sheet-cells'
import { columnLetters } from './xlsx-sheet'
import type { SheetPreview } from './choose-sheet'

/** What a reader of a sheet should know: other sheets, hidden rows and columns, merged cells. */
export function sheetIssues(
  sheet: string,
  cells: SheetCells,
  previews: readonly SheetPreview[],
): readonly DataIssue[] {
  const { merges, fileRows, rows } = cells
  const issues: DataIssue[] = []
  const add = (
    code: DataIssue['code'],
    severity: DataIssue['severity'],
    row: number | null,
    message: string,
  ): void => {
    issues.push({ code, severity, row, column: null, message })
  }
  const others = previews.filter(({ name, table }) => table && name !== sheet)
  if (others.length > 0) {
    const names = others
      .slice(0, 5)
      .map(({ name, hidden }) => `"${name}"${hidden ? ' (hidden)' : ''}`)
    add(
      'sheet-chosen',
      'info',
      null,
      `Sheet "${sheet}" was read. ${others.length === 1 ? 'Another sheet holds' : `${others.length} other sheets hold`} a table too: ${names.join(', ')}${others.length > 5 ? ' …' : ''}.`,
    )
  }
  if (previews.find(({ name }) => name === sheet)?.hidden === true) {
    add('hidden-cells', 'warning', null, `Sheet "${sheet}" is hidden in the workbook.`)
  }
  const filled = new Set(fileRows)
  const hidden = cells.hiddenRows.filter((row) => filled.has(row))
  if (hidden.length > 0) {
    const which = hidden.length === 1 ? `Row ${hidden[0]} is` : `${hidden.length} rows are`
    add(
      'hidden-cells',
      'warning',
      hidden[0],
      `${which} hidden in the sheet, by hand or by a filter, and ${hidden.length === 1 ? 'was' : 'were'} read like the others.`,
    )
  }
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const columns = cells.hiddenColumns.filter((column) => column < width)
  if (columns.length > 0) {
    const letters = columns.slice(0, 8).map(columnLetters).join(', ')
    add(
      'hidden-cells',
      'info',
      null,
      `${columns.length === 1 ? 'Column' : 'Columns'} ${letters}${columns.length > 8 ? ' …' : ''} ${columns.length === 1 ? 'is' : 'are'} hidden in the sheet and ${columns.length === 1 ? 'was' : 'were'} read like the others.`,
    )
  }
  const merged = merges.filter(({ top }) => filled.has(top + 1))
  if (merged.length > 0) {
    const [{ top, left, bottom, right }] = merged
    const range = `${columnLetters(left)}${top + 1}:${columnLetters(right)}${bottom + 1}`
    add(
      'merged-cells',
      'info',
      top + 1,
      merged.length === 1
        ? `The cells ${range} are merged; each got their value.`
        : `${merged.length} groups of cells are merged, ${range} first; each cell got its group's value.`,
    )
  }
  return issues
}
