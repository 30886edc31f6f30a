import { mergeIssues } from '../data/issues'
import { readGrid } from './grid/read-grid'
import type { Reader } from './reader'
import { isWorkbook } from './workbook/open-workbook'
import { readWorkbook } from './workbook/read-workbook'

/** XLSX and ODS: the sheet that the file names, else its first visible table. */
export const workbookReader: Reader = {
  name: 'workbook',
  match: isWorkbook,
  read(file, hooks) {
    const { format, grid, sheets, sheet, issues } = readWorkbook(file, file.sheet, hooks)
    const { issues: found, ...reading } = readGrid({ ...grid, formats: file.formats }, hooks)
    const merged = mergeIssues({ issues, count: issues.length }, found)
    return { ...reading, format, encoding: null, delimiter: null, sheets, sheet, issues: merged }
  },
}
