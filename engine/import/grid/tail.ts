import { isValue, kindOf } from './cell-kind'
import type { Head } from './head'

type Rows = readonly (readonly string[])[]

const totals =
  /^(?:grand |sub)?(?:total|sum|average|mean|gesamt|summe|insgesamt|mittelwert|somme|totale|media|moyenne|promedio|suma|soma|média)\b.{0,20}:?$/iu

/** How many of the last rows `countFooters` looks at. */
export const tailRows = 40

/**
 * How many rows at the end are no part of the table: totals (named so where the rows before have a date),
 * and footnotes (one or two cells of text in a table that has values). Blank rows among them count.
 * @param rows trimmed cells of the last rows, blank ones included.
 */
export function countFooters(rows: Rows, { valueColumns, width, comment }: Head): number {
  if (valueColumns.length === 0) return 0
  let count = 0
  for (let i = rows.length - 1; i >= 0; i--) {
    const kind = footer(rows[i], valueColumns, width, comment)
    if (kind === null) break
    if (kind !== 'blank') count = rows.length - i
  }
  return count === rows.length ? 0 : count
}

function footer(
  cells: readonly string[],
  valueColumns: readonly number[],
  width: number,
  comment: string | null,
): 'blank' | 'total' | 'note' | null {
  const filled = cells.filter((cell) => cell !== '')
  if (filled.length === 0) return 'blank'
  if (comment !== null && cells[0].startsWith(comment)) return 'note'
  if (totals.test(filled[0])) return 'total'
  // A line drawn in characters.
  if (filled.length === 1 && /^[_=*~-]{4,}$/.test(filled[0])) return 'note'
  const values = valueColumns.filter((column) => isValue(kindOf(cells.at(column) ?? '')))
  const worded = /\p{L}{2}/u.test(filled[0])
  if (values.length > 0 || !worded) return null
  // A line of prose with commas is cut into a few cells; a row whose cells are merely missing is not prose.
  const prose = filled.join(' ').length > 30 || isNote(filled[0])
  return width > 1 && filled.length < width && prose ? 'note' : null
}

function isNote(text: string): boolean {
  return (
    /\s/u.test(text) ||
    /^(?:source|note|quelle|hinweis|fonte|nota|fuente|end|eof|copyright|\*|¹|\d\))/iu.test(text)
  )
}
