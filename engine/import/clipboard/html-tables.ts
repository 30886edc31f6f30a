import { EngineError } from '../../errors'
import type { Cell } from '../grid/cell-grid'
import { mostColumns, mostPastedCells } from '../limits'
import { htmlAttribute, htmlText, htmlTokens } from './html-tokens'
import { rawValue } from './raw-value'

/** Columns and rows that a cell can span, as the HTML standard says (4.9.11). */
const mostWidth = 1000
const mostHeight = 65_534

interface OpenCell {
  readonly source: string
  readonly column: number
  readonly width: number
  readonly height: number
  text: string
}

/** A table while it is read; a table inside a cell is a table of its own. */
interface OpenTable {
  readonly rows: Cell[][]
  /** By column: a value that reaches down from a row above, and for how many more rows. */
  readonly pending: Map<number, { readonly value: Cell; left: number }>
  row: Cell[] | null
  cell: OpenCell | null
}

/**
 * The tables of a page or a pasted range, cells that span others repeated in each, in the order in which
 * they end.
 * @throws EngineError `file-too-large` beyond the limits of a sheet.
 */
export function readHtmlTables(html: string, name: string): readonly (readonly Cell[][])[] {
  const done: Cell[][][] = []
  const open: OpenTable[] = []
  let count = 0
  for (const token of htmlTokens(html)) {
    const table = open.at(-1)
    if (token.kind === 'text') {
      if (table?.cell) table.cell.text += htmlText(token.text)
      continue
    }
    if (token.name === 'table') {
      if (token.kind === 'open') open.push({ rows: [], pending: new Map(), row: null, cell: null })
      else if (table !== undefined) {
        endRow(table)
        done.push(table.rows)
        open.pop()
      }
    } else if (table !== undefined && token.name === 'tr') {
      const width = endRow(table)
      count += width
      if (width > mostColumns || count > mostPastedCells) throw tooLarge(name)
      if (token.kind === 'open') table.row = []
    } else if (table !== undefined && (token.name === 'td' || token.name === 'th')) {
      endCell(table)
      if (token.kind === 'open') beginCell(table, token.source)
    } else if (table?.cell && (token.name === 'br' || token.name === 'p' || token.name === 'div')) {
      table.cell.text += ' '
    }
  }
  for (const table of open.reverse()) {
    endRow(table)
    done.push(table.rows)
  }
  return done.filter((rows) => rows.length > 0)
}

function beginCell(table: OpenTable, source: string): void {
  table.row ??= []
  let column = table.row.length
  for (;;) {
    const above = table.pending.get(column)
    if (above === undefined) break
    table.row[column] = above.value
    lower(table, column)
    column += 1
  }
  const width = span(source, 'colspan', mostWidth)
  table.cell = { source, column, width, height: span(source, 'rowspan', mostHeight), text: '' }
}

function endCell(table: OpenTable): void {
  const { cell, row } = table
  if (cell === null || row === null) return
  const shown = cell.text.replace(/[\s\u00a0\u2007\u202f]+/g, ' ').trim()
  const value = rawValue(cell.source, shown) ?? (shown === '' ? null : shown)
  for (let i = 0; i < cell.width; i++) {
    row[cell.column + i] = value
    if (cell.height > 1) table.pending.set(cell.column + i, { value, left: cell.height - 1 })
  }
  table.cell = null
}

/** @returns how many cells the row has. */
function endRow(table: OpenTable): number {
  endCell(table)
  const { row } = table
  if (row === null) return 0
  for (const [column, { value }] of [...table.pending]) {
    if (column < row.length) continue
    while (row.length < column) row.push(null)
    row[column] = value
    lower(table, column)
  }
  if (row.length > 0) table.rows.push(row)
  table.row = null
  return row.length
}

function lower(table: OpenTable, column: number): void {
  const above = table.pending.get(column)
  if (above === undefined) return
  above.left -= 1
  if (above.left === 0) table.pending.delete(column)
}

function span(source: string, attribute: string, most: number): number {
  const count = Number(htmlAttribute(source, attribute) ?? 1)
  return Number.isInteger(count) && count > 0 ? Math.min(count, most) : 1
}

function tooLarge(name: string): EngineError {
  return new EngineError('file-too-large', `${name} has more cells than a sheet can hold.`, {
    file: name,
    remedy: 'Copy a part of the table, or save it as CSV.',
  })
}
