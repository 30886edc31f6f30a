import { createIssueLog, type IssueLog } from '../data/issues'
import { EngineError } from '../errors'
import { isText } from './binary'
import type { ColumnSample } from './cell-form'
import { createSink, type ColumnSink } from './columns/column-sink'
import { logDecoding } from './encoding/decoding-issues'
import { finishTable } from './finish-table'
import { headRows, readHead, type Head } from './grid/head'
import { readNames } from './grid/names'
import { logSecondTable, secondTable } from './grid/second-table'
import { logAbove, logBelow } from './grid/skipped'
import { countFooters, tailRows } from './grid/tail'
import { mostRows } from './limits'
import { isMissing } from './missing'
import { planColumns, revisePlan, type ColumnPlan, type KnownOfFile } from './plan-columns'
import type { ImportFile, ImportResult, ReadHooks, Reader } from './reader'
import { openText, type TextSource } from './text/open-text'
import { readColumns, type TextRange } from './text/read-columns'
import { lastRecords, sampleRecords } from './text/sample-records'

/** A file below this size is looked at as a whole before it is read, so that all of it is evidence. */
const wholeBytes = 1 << 20
/** What is looked at of a larger one. */
const sampleBytes = 1 << 18

/** Text with a delimiter: comma, semicolon, tab or bar; UTF-8, UTF-16, or what the characters speak for. */
export const csvReader: Reader = {
  name: 'csv',
  match: ({ bytes }) => isText(bytes),
  read: readCsv,
}

function readCsv(file: ImportFile, hooks: ReadHooks): ImportResult {
  const source = openText(file)
  const { bytes, dialect, from, firstRecord } = source
  const top = sampleRecords(bytes, dialect, from, bytes.length, headRows, wholeBytes)
  if (top.rows.every((row) => row.every((cell) => cell === ''))) throw empty(file)
  const head = readHead(top.rows)
  const fileRow = (index: number): number => firstRecord + index + 1
  const named = readNames(top.rows, head, fileRow)
  if (head.dataFrom >= top.rows.length) throw headerOnly(file, fileRow(head.nameRows.at(-1) ?? 0))
  const start = top.starts[head.dataFrom]
  const whole = bytes.length - start <= wholeBytes
  const most = whole ? Infinity : sampleBytes
  const below = sampleRecords(bytes, dialect, start, bytes.length, () => Infinity, most)
  const other = secondTable(
    below.rows.length,
    (row) => below.rows[row],
    (row) => below.rows[row - 1].every((cell) => cell === ''),
    head,
    top.rows[head.nameRows.at(-1) ?? 0],
  )
  const tableEnd = other === null ? bytes.length : below.starts[other]
  const tail = lastRecords(bytes, dialect, start, tableEnd, tailRows)
  const footers = countFooters(tail.rows, head)
  const end = footers === 0 ? tableEnd : tail.starts[tail.rows.length - footers]
  const range: TextRange = { start, end, firstRecord: firstRecord + head.dataFrom }
  const sampled = below.rows.filter((_, row) => below.starts[row] < end)
  const samples = sampleColumns(sampled, head, named.names)
  const rows = whole ? samples.rows : lineCount(bytes, dialect.newline, start, end)
  if (rows === 0) throw headerOnly(file, fileRow(head.nameRows.at(-1) ?? 0))
  if (rows > mostRows) throw tooManyRows(file, rows)
  const known = { delimiter: source.delimiter, formats: file.formats ?? {} }
  const read = readPlanned(
    source,
    range,
    head,
    known,
    planColumns(samples.columns, known),
    rows,
    hooks,
  )
  const { log } = read
  for (const issue of named.issues) log.add(issue)
  for (const row of head.skipped) logAbove(top.rows[row], fileRow(row), head.comment, log)
  tail.rows.slice(tail.rows.length - footers).forEach((row, i) => {
    if (row.some((cell) => cell !== '')) logBelow(row, read.nextRecord + i + 1, log)
  })
  if (other !== null) logSecondTable(below.rows[other], range.firstRecord + other + 1, log)
  if (source.hasFormulas) {
    log.add({
      code: 'formula-texts',
      severity: 'info',
      row: null,
      column: null,
      message:
        'Some cells are written for Excel as formulas (="0123"); the text between the quotation marks was read.',
    })
  }
  if (!source.plain) logDecoding(file.bytes, source.encoding, file.encoding !== undefined, log)
  const reading = finishTable(
    { ...read, units: named.units, unnamed: head.nameRows.length === 0 },
    log,
  )
  return { ...reading, format: 'csv', encoding: source.encoding, delimiter: source.delimiter }
}

interface Planned {
  readonly plan: readonly ColumnPlan[]
  readonly sinks: readonly ColumnSink[]
  readonly fileRows: Uint32Array
  readonly nextRecord: number
  readonly log: IssueLog
}

/** Reads the file with the plan, and again with a better one where the whole file asks for it. */
function readPlanned(
  source: TextSource,
  range: TextRange,
  { comment }: Head,
  known: KnownOfFile,
  first: readonly ColumnPlan[],
  rows: number,
  hooks: ReadHooks,
): Planned {
  let plan = first
  const beyondSample = range.end - range.start > wholeBytes
  for (;;) {
    const log = createIssueLog()
    const names = plan.map(({ sample }) => sample.name)
    const sinks = plan.map(({ form }) => createSink(form, rows))
    const read = readColumns(source, range, { names, sinks, comment, rows }, log, hooks)
    const next = beyondSample ? revisePlan(plan, sinks, known) : null
    if (next === null) return { plan, sinks, ...read, log }
    plan = next
  }
}

/** The cells of each column as far as they are looked at first, and how many rows those are. */
function sampleColumns(
  sampled: readonly (readonly string[])[],
  { comment }: Head,
  names: readonly string[],
): { columns: readonly ColumnSample[]; rows: number } {
  const isComment = (row: readonly string[]): boolean =>
    comment !== null && row[0].startsWith(comment)
  const rows = sampled.filter((row) => row.some((cell) => cell !== '') && !isComment(row))
  const columns = names.map((name, position): ColumnSample => {
    const cells = rows.flatMap((row) => row[position] ?? [])
    return { name, position, cells: cells.filter((cell) => !isMissing(cell)), civil: 0, numbers: 0 }
  })
  return { columns, rows: rows.length }
}

/** Lines between two bytes: as many rows, unless lines are blank or cells hold line ends. */
function lineCount(bytes: Uint8Array, newline: number, start: number, end: number): number {
  let count = 0
  for (let at = start; at < end; at++) if (bytes[at] === newline) count += 1
  return bytes[end - 1] === newline ? count : count + 1
}

function tooManyRows({ name }: ImportFile, rows: number): EngineError {
  return new EngineError(
    'file-too-large',
    `${name} has ${rows.toLocaleString('en-US')} rows, more than the ${mostRows.toLocaleString('en-US')} that can be read.`,
    {
      file: name,
      remedy: 'Keep the latest rows, or one row for each minute or hour, in a file of their own.',
    },
  )
}

function empty({ name }: ImportFile): EngineError {
  return new EngineError('file-empty', `${name} holds nothing but white space.`, {
    file: name,
    remedy: 'Choose a file with a row of column names and rows of values below it.',
  })
}

function headerOnly({ name }: ImportFile, row: number): EngineError {
  return new EngineError(
    'file-header-only',
    `${name} has column names in row ${row} and no rows below them.`,
    {
      file: name,
      row,
      remedy: 'Add rows of values below the names, or choose another file.',
    },
  )
}
