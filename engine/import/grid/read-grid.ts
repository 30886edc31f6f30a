import { isoClock, isoDate } from '../../data/civil'
import { createIssueLog } from '../../data/issues'
import { EngineError } from '../../errors'
import type { ColumnSample } from '../cell-form'
import { createSink, type ColumnSink } from '../columns/column-sink'
import { finishTable } from '../finish-table'
import { isMissing } from '../missing'
import { planColumns, type ColumnPlan } from '../plan-columns'
import type { ReadHooks, TableReading } from '../reader'
import { look } from '../text/read-columns'
import { isCivil, type Cell, type CellGrid } from './cell-grid'
import { headRows, readHead, type Head } from './head'
import { readNames } from './names'
import { logSecondTable, secondTable } from './second-table'
import { logAbove, logBelow } from './skipped'
import { countFooters, tailRows } from './tail'

type Rows = CellGrid['rows']

const rowsPerLook = 4096
/** Rows of values among which a second table is looked for. */
const mostBelow = 20_000

/**
 * Rows of cells → a table: names, units, metadata and footnotes told from values, columns typed, dates and
 * shapes understood, exactly as for a text file.
 * @throws EngineError `file-empty`, `file-header-only`, `cancelled`.
 */
export function readGrid(grid: CellGrid, hooks: ReadHooks = {}): TableReading {
  const { rows } = grid
  const fileRow = (index: number): number => grid.fileRows?.[index] ?? index + 1
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const top = rows.slice(0, headRows(width)).map(textsOf)
  if (top.every((row) => row.every((cell) => cell === ''))) throw empty(grid)
  const head = readHead(top)
  const named = readNames(top, head, fileRow)
  const log = createIssueLog()
  const isApart = (row: number): boolean => {
    const at = head.dataFrom + row
    return fileRow(at) - fileRow(at - 1) > 1 || isBlank(rows[at - 1])
  }
  const other = secondTable(
    Math.min(mostBelow, rows.length - head.dataFrom),
    (row) => textsOf(rows[head.dataFrom + row]),
    isApart,
    head,
    top[head.nameRows.at(-1) ?? 0],
  )
  const tableEnd = other === null ? rows.length : head.dataFrom + other
  const tail = rows.slice(Math.max(head.dataFrom, tableEnd - tailRows), tableEnd).map(textsOf)
  const footers = countFooters(tail, head)
  const end = tableEnd - footers
  const kept = indicesOf(rows, head, end)
  if (kept.length === 0) throw headerOnly(grid, fileRow(head.nameRows.at(-1) ?? 0))
  const samples = named.names.map((name, position) => sampleOf(rows, kept, name, position))
  const plan = planColumns(samples, { delimiter: null, formats: grid.formats ?? {} })
  const sinks = plan.map(({ form }) => createSink(form, kept.length))
  kept.forEach((row, i) => {
    if (i % rowsPerLook === 0) look(hooks, i / kept.length)
    sinks.forEach((sink, column) => {
      put(sink, rows[row][column] ?? null)
    })
  })
  hooks.progress?.(1)
  for (const issue of named.issues) log.add(issue)
  for (const row of head.skipped) logAbove(top[row], fileRow(row), head.comment, log)
  tail.slice(tail.length - footers).forEach((row, i) => {
    if (row.some((cell) => cell !== '')) logBelow(row, fileRow(end + i), log)
  })
  if (other !== null) logSecondTable(textsOf(rows[tableEnd]), fileRow(tableEnd), log)
  const fileRows = Uint32Array.from(kept, fileRow)
  const unnamed = head.nameRows.length === 0
  return finishTable(
    { plan: civilClocks(plan, rows, kept), sinks, fileRows, units: named.units, unnamed },
    log,
  )
}

/** Text of a cell as a text file would hold it. */
export function textOfCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell.trim()
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if (typeof cell === 'number') return String(cell)
  const date = isoDate(cell.civilMs)
  return cell.clock ? `${date} ${isoClock(cell.civilMs, true)}` : date
}

function textsOf(row: readonly Cell[]): readonly string[] {
  return row.length === 0 ? [''] : row.map(textOfCell)
}

const isBlank = (row: readonly Cell[]): boolean => row.every((cell) => cell === null || cell === '')

/** Indices of the rows of values: neither blank nor comments. */
function indicesOf(rows: Rows, { dataFrom, comment }: Head, end: number): Uint32Array {
  const kept = new Uint32Array(Math.max(0, end - dataFrom))
  let count = 0
  for (let row = dataFrom; row < end; row++) {
    const first = rows[row][0]
    if (isBlank(rows[row])) continue
    if (comment !== null && typeof first === 'string' && first.startsWith(comment)) continue
    kept[count++] = row
  }
  return kept.slice(0, count)
}

/** Numbers of a column that are looked at as text: enough to see a form that all of them share. */
const mostNumbers = 5000

/** Numbers stand as text where the column has no text, so that `20190731` can be a date in a workbook too. */
function sampleOf(rows: Rows, kept: Uint32Array, name: string, position: number): ColumnSample {
  const cells: string[] = []
  const numbers: string[] = []
  const stride = Math.max(1, Math.floor(kept.length / mostNumbers))
  let civil = 0
  let count = 0
  for (const row of kept) {
    const cell = rows[row][position] ?? null
    if (isCivil(cell)) civil += 1
    else if (typeof cell === 'number') {
      if (count % stride === 0) numbers.push(String(cell))
      count += 1
    } else if (cell !== null) {
      const text = textOfCell(cell)
      if (!isMissing(text)) cells.push(text)
    }
  }
  return cells.length === 0 && civil === 0
    ? { name, position, cells: numbers, civil, numbers: 0 }
    : { name, position, cells, civil, numbers: count }
}

function put(sink: ColumnSink, cell: Cell): void {
  if (cell === null) sink.missing()
  else if (typeof cell === 'number') sink.number(cell)
  else if (isCivil(cell)) sink.civil(cell.civilMs)
  else sink.text(textOfCell(cell))
}

/** Date cells say by their format whether they have a time of day. */
function civilClocks(
  plan: readonly ColumnPlan[],
  rows: Rows,
  kept: Uint32Array,
): readonly ColumnPlan[] {
  return plan.map((column, i): ColumnPlan => {
    if (column.form?.type !== 'date' || column.sample.civil === 0) return column
    let clock = false
    let seconds = false
    for (const row of kept) {
      const cell = rows[row][i] ?? null
      if (!isCivil(cell)) continue
      clock ||= cell.clock
      seconds ||= cell.clock && cell.civilMs % 60_000 !== 0
    }
    if (!clock || column.format.includes('hh')) return column
    return { ...column, format: `${column.format} ${seconds ? 'hh:mm:ss' : 'hh:mm'}` }
  })
}

function empty({ name }: CellGrid): EngineError {
  return new EngineError('file-empty', `${name} holds no cell with content.`, {
    file: name,
    remedy: 'Choose a sheet with a row of column names and rows of values below it.',
  })
}

function headerOnly({ name }: CellGrid, row: number): EngineError {
  return new EngineError(
    'file-header-only',
    `${name} has column names in row ${row} and no rows below them.`,
    { file: name, row, remedy: 'Add rows of values below the names, or choose another sheet.' },
  )
}
