import type { IssueLog } from './issues'
import type { AssignedColumns } from './roles'
import type { Table } from './table'
import { EngineError } from '../errors'

/** Values of the id column in order of first appearance; none without such a column. */
export function idsOf({ id }: Pick<AssignedColumns, 'id'>): readonly string[] {
  if (id === null) return []
  if (id.type === 'text') return id.levels
  const known = id.values.filter((value) => !Number.isNaN(value))
  return Array.from(new Set(known), String)
}

/**
 * Table rows of one series that have a time, by time and then by place in the file.
 * @param selectedId value of the id column; null for all rows when there is no such column.
 * @throws EngineError `request-invalid` for an unknown id, `no-date-column` for an index that is not whole.
 */
export function orderedRows(
  table: Table,
  columns: AssignedColumns,
  selectedId: string | null,
  log: IssueLog,
): Uint32Array {
  const { values, name, unreadable } = columns.date
  const belongs = membership(columns, selectedId)
  const rows = new Uint32Array(table.rowCount)
  let count = 0
  for (let row = 0; row < table.rowCount; row++) {
    if (!belongs(row)) continue
    const time = values[row]
    if (Number.isNaN(time)) {
      if (unreadable.has(row)) continue
      log.add({
        code: 'unreadable-date',
        severity: 'warning',
        row: table.fileRows[row],
        column: name,
        message: 'The row has no date and is left out.',
      })
      continue
    }
    if (columns.date.type === 'number' && !Number.isInteger(time))
      throw notWhole(table, row, name, time)
    rows[count] = row
    count += 1
  }
  return inOrder(rows.slice(0, count), values, (row, backwards, breaks) => {
    log.add({
      code: 'unordered-dates',
      severity: backwards ? 'info' : 'warning',
      row: backwards ? null : table.fileRows[row],
      column: name,
      message: backwards
        ? 'The rows go from the newest to the oldest; they were read in reverse.'
        : `The date is earlier than the one before it${breaks > 1 ? `, as in ${breaks - 1} more rows` : ''}; the rows were sorted by date.`,
    })
  })
}

function membership({ id }: AssignedColumns, selectedId: string | null): (row: number) => boolean {
  if (id === null) return () => true
  const wanted = selectedId ?? idsOf({ id })[0] ?? ''
  const unknown = new EngineError(
    'request-invalid',
    `Column "${id.name}" has no value "${wanted}".`,
    {
      column: id.name,
      remedy: 'Choose one of its values.',
    },
  )
  if (id.type === 'text') {
    const code = id.levels.indexOf(wanted)
    if (code < 0) throw unknown
    return (row) => id.codes[row] === code
  }
  const value = Number(wanted)
  if (!id.values.includes(value)) throw unknown
  return (row) => id.values[row] === value
}

type Report = (row: number, backwards: boolean, breaks: number) => void

/** Sorts rows by time; reports how they lay when they were not in order. */
function inOrder(rows: Uint32Array, times: Float64Array, report: Report): Uint32Array {
  let breaks = 0
  let rises = 0
  let firstBreak = 0
  for (let i = 1; i < rows.length; i++) {
    const step = times[rows[i]] - times[rows[i - 1]]
    if (step > 0) rises += 1
    if (step < 0) {
      if (breaks === 0) firstBreak = rows[i]
      breaks += 1
    }
  }
  if (breaks === 0) return rows
  report(firstBreak, rises === 0 && breaks > 1, breaks)
  return rows.sort((a, b) => times[a] - times[b] || a - b)
}

function notWhole(table: Table, row: number, column: string, value: number): EngineError {
  return new EngineError(
    'no-date-column',
    `Column "${column}" cannot count steps: row ${table.fileRows[row]} holds ${value}, which is not whole.`,
    {
      row: table.fileRows[row],
      column,
      remedy: 'Choose a column of dates or whole numbers for the role date.',
    },
  )
}
