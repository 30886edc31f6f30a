import { createIssueLog, type IssueLog } from '../data/issues'
import { EngineError } from '../errors'
import { isText } from './binary'
import type { ColumnSample } from './cell-form'
import { createSink, type ColumnSink } from './columns/column-sink'
import { logDecoding } from './encoding/decoding-issues'
import { finishTable } from './finish-table'
import { headRows, readHead, type Head } from './grid/head'
import { readNames } from './grid/names'
import { logAbove, logBelow } from './grid/skipped'
import { countFooters, tailRows } from './grid/tail'
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
  const tail = lastRecords(bytes, dialect, start, bytes.length, tailRows)
  const footers = countFooters(tail.rows, head)
  const end = footers === 0 ? bytes.length : tail.starts[tail.rows.length - footers]
  const range: TextRange = { start, end, firstRecord: firstRecord + head.dataFrom }
  const { samples, rows } = sampleColumns(source, range, head, named.names)
  if (rows === 0) throw headerOnly(file, fileRow(head.nameRows.at(-1) ?? 0))
  const known = { delimiter: source.delimiter, formats: file.formats ?? {} }
  const read = readPlanned(source, range, head, known, planColumns(samples, known), rows, hooks)
  const { log } = read
  for (const issue of named.issues) log.add(issue)
  for (const row of head.skipped) logAbove(top.rows[row], fileRow(row), head.comment, log)
  tail.rows.slice(tail.rows.length - footers).forEach((row, i) => {
    if (row.some((cell) => cell !== '')) logBelow(row, read.nextRecord + i + 1, log)
  })
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

/** The cells of each column as far as they are looked at first, and how many rows there are at most. */
function sampleColumns(
  { bytes, dialect }: TextSource,
  { start, end }: TextRange,
  { comment }: Head,
  names: readonly string[],
): { samples: readonly ColumnSample[]; rows: number } {
  const whole = end - start <= wholeBytes
  const most = whole ? Infinity : sampleBytes
  const sampled = sampleRecords(bytes, dialect, start, end, () => Infinity, most)
  const isComment = (row: readonly string[]): boolean =>
    comment !== null && row[0].startsWith(comment)
  const rows = sampled.rows.filter((row) => row.some((cell) => cell !== '') && !isComment(row))
  const samples = names.map((name, position): ColumnSample => {
    const cells = rows.flatMap((row) => row[position] ?? [])
    return { name, position, cells: cells.filter((cell) => !isMissing(cell)), civil: 0, numbers: 0 }
  })
  if (whole) return { samples, rows: rows.length }
  return { samples, rows: lineCount(bytes, dialect.newline, start, end) }
}

/** Lines between two bytes: as many rows, unless lines are blank or cells hold line ends. */
function lineCount(bytes: Uint8Array, newline: number, start: number, end: number): number {
  let count = 0
  for (let at = start; at < end; at++) if (bytes[at] === newline) count += 1
  return bytes[end - 1] === newline ? count : count + 1
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
