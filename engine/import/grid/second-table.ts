import type { IssueLog } from '../../data/issues'
import type { Column } from '../../data/table'
import { kindOf } from './cell-kind'
import type { Head } from './head'

/** Rows of values above a second table, an empty one counted; fewer may be part of an odd head. */
const leastRows = 4

/**
 * Index of the row that names the columns of another table below an empty row: texts only, where the table
 * above has numbers or dates. Names that are those of the table above are no other table. Null without one.
 * @param count rows of values and all below, blank ones included.
 * @param cellsOf trimmed cells of one of them.
 * @param isApart whether a row stands below an empty one.
 * @param names the row of names of the table above.
 */
export function secondTable(
  count: number,
  cellsOf: (row: number) => readonly string[],
  isApart: (row: number) => boolean,
  { valueColumns }: Pick<Head, 'valueColumns'>,
  names: readonly string[],
): number | null {
  const [key] = valueColumns
  if (key === undefined) return null
  for (let row = leastRows; row + 1 < count; row++) {
    if (!isApart(row)) continue
    const cells = cellsOf(row)
    const filled = cells.filter((cell) => cell !== '')
    const isHead = filled.length > 1 && filled.every((cell) => kindOf(cell) === 'text')
    const again = filled.every((cell) => names.includes(cell))
    if (isHead && !again && (cells.at(key) ?? '') !== '') return row
  }
  return null
}

/** @param names the cells that begin the other table. @param row of the file that has them. */
export function logSecondTable(names: readonly string[], row: number, log: IssueLog): void {
  const text = names.filter((cell) => cell !== '').join(' ')
  log.add({
    code: 'second-table',
    severity: 'warning',
    row,
    column: null,
    message: `Another table begins here ("${text.length <= 60 ? text : `${text.slice(0, 60)}…`}"); it was left out. Copy it into a file or a sheet of its own to read it.`,
  })
}

/**
 * Index of the column from which another table stands beside the first, with dates of its own and behind an
 * empty column without a name; that column's index. Null without one.
 */
export function tableBeside(columns: readonly Column[]): number | null {
  const isDate = ({ type }: Column): boolean => type === 'date'
  const at = columns.findIndex(
    (column, i) =>
      column.type === 'text' && column.levels.length === 0 && column.name === `column ${i + 1}`,
  )
  if (at < 0 || !columns.slice(0, at).some(isDate) || !columns.slice(at).some(isDate)) return null
  return at
}

/** @param columns those of the other table, the empty one first. */
export function logTableBeside(columns: readonly Column[], log: IssueLog): void {
  const names = columns.slice(1).map(({ name }) => `"${name}"`)
  log.add({
    code: 'second-table',
    severity: 'warning',
    row: null,
    column: null,
    message: `Another table with dates of its own stands beside this one, behind an empty column: ${names.join(', ')}. It was left out; copy it into a sheet of its own to read it.`,
  })
}
