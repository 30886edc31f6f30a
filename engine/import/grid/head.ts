import { isValue, kindOf, type CellKind } from './cell-kind'
import { commentedNames, commentMark } from './comments'
import { datesAcross } from './dates-across'
import { filledWidth } from './filled-width'
import { unitOf } from './unit-names'

/** Where a table begins among the first rows of a file, by index into them. */
export interface Head {
  /** First row of values; as many as there are rows when none follow the names. */
  readonly dataFrom: number
  /** Rows of names from top to bottom; none when the file names no column. */
  readonly nameRows: readonly number[]
  readonly unitRow: number | null
  /** Rows with content that are no part of the table: titles, metadata, comments. */
  readonly skipped: readonly number[]
  /** What comment lines begin with, where the file has any. */
  readonly comment: string | null
  /** Columns that hold numbers or dates in most rows. */
  readonly valueColumns: readonly number[]
  /** Cells that most rows have. */
  readonly width: number
}

type Rows = readonly (readonly string[])[]

const mostHeaderRows = 4
/** Cells looked at: a file of thousands of columns is judged by fewer rows. */
const mostCells = 60_000
const fewestRows = 24

/** How many of the first rows `readHead` looks at, for a width. */
export function headRows(width: number): number {
  return Math.max(fewestRows, Math.min(200, Math.floor(mostCells / Math.max(1, width))))
}

/**
 * Tells names, units, metadata and comments from values, by how the rows at the end of the sample look:
 * a row of names has text where those have numbers or dates. Without such columns the first wide row is
 * taken for the names.
 * @param rows trimmed cells of the first rows of a file, blank ones included.
 */
export function readHead(rows: Rows): Head {
  const widths = rows.map(filledWidth)
  const filled = widths.flatMap((width, row) => (width === 0 ? [] : [row]))
  const comment = commentMark(rows, filled)
  const live = filled.filter((row) => comment === null || !rows[row][0].startsWith(comment))
  const body = live.slice(Math.max(live.length > 1 ? 1 : 0, Math.floor(live.length / 3)))
  const width = commonest(body.map((row) => widths[row]))
  const cells = new Map<number, readonly CellKind[]>()
  const kinds = (row: number): readonly CellKind[] => {
    const known = cells.get(row) ?? rows[row].map(kindOf)
    cells.set(row, known)
    return known
  }
  const wide = body.filter((row) => widths[row] * 2 >= width)
  const valueColumns = columnsOfValues(wide.map(kinds))
  const look: Look = { rows, live, widths, width, valueColumns, kinds }
  const first = live.findIndex((row) => widths[row] * 2 >= width)
  const found = valueColumns.length === 0 ? first + 1 : firstData(look)
  const at = found < 0 ? live.length : found
  const names = namesAbove(look, at)
  const commented = names.length === 0 ? commentedNames(rows, filled, comment, width) : []
  const unitRow = names.length > 1 ? (names.find((row) => isUnitRow(look, row)) ?? null) : null
  const dataFrom = live.at(at) ?? rows.length
  const nameRows = [...commented, ...names].filter(
    (row) => row !== unitRow && (names.length < 2 || !rows[row].every(isWidthCode)),
  )
  return {
    dataFrom: at >= live.length ? rows.length : dataFrom,
    nameRows,
    unitRow,
    skipped: filled.filter((row) => row < dataFrom && row !== unitRow && !nameRows.includes(row)),
    comment,
    valueColumns,
    width,
  }
}

/** Width and type of a column in tables of the USGS, as `15s` or `14n`, below the names. */
const isWidthCode = (cell: string): boolean => cell === '' || /^\d{1,3}[sdn]$/.test(cell)

interface Look {
  readonly rows: Rows
  /** Rows with content that are no comments. */
  readonly live: readonly number[]
  readonly widths: readonly number[]
  readonly width: number
  readonly valueColumns: readonly number[]
  kinds(row: number): readonly CellKind[]
}

/** Index into `live` of the first row of values; -1 when there is none. */
function firstData(look: Look): number {
  const { live, rows, kinds } = look
  let start = -1
  for (let i = 0; i < live.length; i++) {
    if (start < 0) {
      const next =
        i + 1 < live.length ? isData(look, live[i + 1]) || !isNames(look, live[i + 1]) : true
      const header = isDatedHeader(look, i) || isNumberedHeader(look, i)
      if (isData(look, live[i]) && next && !header) start = i
      continue
    }
    // A second table below a blank line, as metadata tables of weather services have it, not below dates.
    const dated = live.slice(start, i).filter((row) => kinds(row).includes('date')).length
    if (dated > 2) break
    const apart = live[i] - live[i - 1] > 1 && blankBetween(rows, live[i - 1], live[i])
    if (apart && i - start <= 40 && isNames(look, live[i]) && i + 1 < live.length) {
      if (isData(look, live[i + 1])) start = i + 1
    }
  }
  return start
}

/** Values, or nothing, in most columns that have values; at least half as many cells as usual, or values only. */
function isData({ widths, width, valueColumns, kinds }: Look, row: number): boolean {
  const cells = kinds(row)
  let values = 0
  let texts = 0
  for (const column of valueColumns) {
    const kind = cells.at(column) ?? 'empty'
    if (isValue(kind)) values += 1
    else if (kind === 'text') texts += 1
  }
  // A short row is data too where the columns go on in time, as series of unequal lengths do.
  if (widths[row] * 2 < width) return values > 2 && texts === 0
  return values > 0 && values >= texts
}

/** Text where there are values elsewhere, and no value. */
function isNames({ widths, width, valueColumns, kinds }: Look, row: number): boolean {
  if (widths[row] * 2 < width) return false
  const cells = kinds(row)
  return (
    valueColumns.some((column) => cells[column] === 'text') &&
    !valueColumns.some((column) => isValue(cells[column]))
  )
}

/** The one name of the first column in a row of its own below the other names, as pandas writes it. */
function isIndexName(look: Look, at: number): boolean {
  const { live, rows, widths } = look
  if (at === 0 || widths[live[at]] !== 1 || live[at] - live[at - 1] !== 1) return false
  return kindOf(rows[live[at]][0]) === 'text' && isNames(look, live[at - 1])
}

/**
 * A first row with numbers for names: text where the rows below have dates, or text and then 1, 2, 3, …
 */
function isNumberedHeader({ rows, live, valueColumns, kinds }: Look, at: number): boolean {
  if (at > 0 || live.length < 2) return false
  const [row, below] = live
  const cells = kinds(row)
  const dated = valueColumns.some(
    (column) => cells[column] === 'text' && kinds(below)[column] === 'date',
  )
  const [first, ...rest] = rows[row]
  const start = Number(rest[0])
  const counted =
    rest.length > 2 &&
    (start === 0 || start === 1) &&
    rest.every((cell, i) => cell === String(start + i))
  return dated || (counted && (first === '' || cells[0] === 'text'))
}

/** A row of rising dates or years above columns of values, which would otherwise look like values. */
function isDatedHeader(look: Look, at: number): boolean {
  const { rows, live, kinds } = look
  const row = live[at]
  if (at > 0 && isNames(look, live[at - 1])) return false
  const dated = datesAcross(rows[row])
  if (dated === null || at + 1 >= live.length) return false
  const below = datesAcross(rows[live[at + 1]])
  if (below !== null && below.length >= dated.length) return false
  const before = kinds(row).slice(0, dated[0])
  return before.every((kind) => kind === 'text' || kind === 'empty')
}

/** The rows of names directly above the values, from top to bottom. */
function namesAbove(look: Look, at: number): readonly number[] {
  const { live, rows } = look
  const names: number[] = []
  for (let i = at - 1; i >= 0 && names.length < mostHeaderRows; i--) {
    const row = live[i]
    const below = names.at(0)
    if (below === undefined) {
      const plain = look.valueColumns.length === 0
      const named =
        isNames(look, row) ||
        isDatedHeader(look, i) ||
        isNumberedHeader(look, i) ||
        isIndexName(look, i)
      if (!plain && !named) break
    } else if (blankBetween(rows, row, below) || !isUpperNames(look, row, below)) break
    names.unshift(row)
  }
  return names
}

/**
 * Whether a row belongs to the names below it: it reaches as far, holds text or years, and repeats itself
 * or has holes as merged cells leave them, or is as full as a table of several columns.
 */
function isUpperNames(look: Look, row: number, below: number): boolean {
  const { rows, widths, kinds, width } = look
  const cells = rows[row]
  if (isUnitRow(look, below)) return widths[row] * 2 >= width && isNames(look, row)
  if (widths[row] * 2 < width || widths[row] < 2) return false
  const filled = cells.filter((cell) => cell !== '')
  const ownKinds = kinds(row)
  const textual = cells.every(
    (cell, i) => !isValue(ownKinds[i]) || /^(?:1[5-9]|2[01])\d\d$/.test(cell),
  )
  if (!textual || (filled.length < 2 && cells[0] !== '')) return false
  const merged = filled.length < widths[below] || new Set(filled).size < filled.length
  const lowerHoles = rows[below].slice(0, width).some((cell) => cell === '')
  return merged || lowerHoles || isUnitRow(look, row) || width > 3
}

function isUnitRow({ rows }: Look, row: number): boolean {
  const filled = rows[row].filter((cell) => cell !== '' && cell !== '-')
  const units = filled.filter((cell) => unitOf(cell) !== null || /^\[.{1,16}\]$/u.test(cell))
  return units.length > 0 && units.length * 2 > filled.length
}

function columnsOfValues(body: readonly (readonly CellKind[])[]): readonly number[] {
  const width = body.reduce((most, cells) => Math.max(most, cells.length), 0)
  const columns: number[] = []
  for (let column = 0; column < width; column++) {
    let values = 0
    let texts = 0
    for (const cells of body) {
      const kind = cells.at(column) ?? 'empty'
      if (isValue(kind)) values += 1
      else if (kind === 'text') texts += 1
    }
    if (values > texts) columns.push(column)
  }
  return columns
}

function blankBetween(rows: Rows, upper: number, lower: number): boolean {
  return rows.slice(upper + 1, lower).some((row) => filledWidth(row) === 0)
}

function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best = 0
  for (const [value, count] of counts) {
    if (count > (counts.get(best) ?? 0) || (count === counts.get(best) && value > best))
      best = value
  }
  return best
}
