import { createIssueLog, type IssueLog } from '../data/issues'
import type { Table } from '../data/table'
import { EngineError } from '../errors'
import { isText } from './binary'
import { createBuilder, type ColumnBuilder } from './column-builder'
import { logColumns } from './column-issues'
import { openCsv, rowsOf, type CsvSource } from './csv-rows'
import { readHeader } from './header'
import { planColumns, revisePlan, type ColumnPlan } from './plan-columns'
import type { ImportFile, ImportResult, Reader } from './reader'

/** Rows looked at before the first plan; a file below this size is read once, with all its evidence. */
const sampleBytes = 1 << 20

/** Text with a delimiter: comma, semicolon, tab or bar; UTF-8, UTF-16 by its mark, else Windows-1252. */
export const csvReader: Reader = {
  name: 'csv',
  match: ({ bytes }) => isText(bytes),
  read: readCsv,
}

function readCsv(file: ImportFile): ImportResult {
  const source = openCsv(file)
  const { header, headerRecord, encoding, delimiter } = source
  if (header === null) {
    throw new EngineError('file-empty', `${file.name} holds nothing but white space.`, {
      file: file.name,
      remedy: 'Choose a file with a row of column names and rows of values below it.',
    })
  }
  const { names, issues } = readHeader(header, headerRecord + 1)
  const sample = sampleOf(file, source, names)
  if (sample.length === 0) {
    throw new EngineError(
      'file-header-only',
      `${file.name} has column names in row ${headerRecord + 1} and no rows below them.`,
      {
        file: file.name,
        row: headerRecord + 1,
        remedy: 'Add rows of values below the names, or choose another file.',
      },
    )
  }
  const share = Math.max(1, file.bytes.length / sampleBytes)
  const rows = Math.ceil(sample.length * (share === 1 ? 1 : share * 1.02))
  const first = planColumns(names, sample, delimiter)
  const { plan, table, log } = readPlanned(source, first, rows, share > 1)
  for (const issue of issues) log.add(issue)
  logEncoding(encoding, log)
  logColumns(table, plan, log)
  return { format: 'csv', table, encoding, delimiter, issues: log.list() }
}

/** Reads the file with the plan, and again with a better one where the whole file asks for it. */
function readPlanned(
  source: CsvSource,
  first: readonly ColumnPlan[],
  rows: number,
  beyondSample: boolean,
): { plan: readonly ColumnPlan[]; table: Table; log: IssueLog } {
  let plan = first
  for (;;) {
    const log = createIssueLog()
    const { builders, fileRows } = readOnce(source, plan, rows, log)
    const next = beyondSample ? revisePlan(plan, builders, source.delimiter) : null
    if (next === null) {
      const columns = builders.map((builder, i) =>
        builder.finish(plan[i].sample.name, plan[i].format),
      )
      return { plan, table: { rowCount: fileRows.length, columns, fileRows }, log }
    }
    plan = next
  }
}

function readOnce(
  source: CsvSource,
  plan: readonly ColumnPlan[],
  rows: number,
  log: IssueLog,
): { builders: readonly ColumnBuilder[]; fileRows: Uint32Array } {
  const names = plan.map(({ sample }) => sample.name)
  const builders = plan.map(({ choice }) => createBuilder(choice.form, rows))
  let fileRows = new Uint32Array(rows)
  let count = 0
  for (const batch of source.batches()) {
    const part = rowsOf(batch, source, names, log)
    builders.forEach((builder, column) => {
      builder.append(part.records, column)
    })
    while (count + part.fileRows.length > fileRows.length) fileRows = doubled(fileRows)
    fileRows.set(part.fileRows, count)
    count += part.fileRows.length
  }
  return { builders, fileRows: fileRows.slice(0, count) }
}

function doubled(rows: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(rows.length * 2)
  larger.set(rows)
  return larger
}

/** The data rows of about the first million characters, or all of them. */
function sampleOf(
  file: ImportFile,
  source: CsvSource,
  names: readonly string[],
): readonly (readonly string[])[] {
  const records: (readonly string[])[] = []
  for (const batch of source.batches()) {
    for (const record of rowsOf(batch, source, names, createIssueLog()).records)
      records.push(record)
    if (file.bytes.length > sampleBytes && records.length > 0) break
  }
  return records
}

function logEncoding(encoding: string, log: IssueLog): void {
  if (encoding !== 'Windows-1252') return
  log.add({
    code: 'encoding-assumed',
    severity: 'info',
    row: null,
    column: null,
    message:
      'The text is not valid UTF-8 and was read as Windows-1252. If letters look wrong, save the file as UTF-8.',
  })
}
