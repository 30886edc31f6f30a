import { civilMidnight, dayMs } from '../../data/civil'
import type { IssueLog } from '../../data/issues'
import type { Column, NumberColumn, Table } from '../../data/table'
import { isPart, type Part } from './date-parts'

/** Share of the rows that must follow the one before them by one step. */
const leastSteady = 0.9
const leastRows = 12

/**
 * Names for the first columns of a file that names none, where they count years and months, or years, months
 * and days, as files of institutes do that describe their columns elsewhere.
 */
export function nameUnnamedParts(table: Table, log: IssueLog): Table {
  const [year, month, day] = table.columns
  if (table.rowCount < leastRows || !holds(year, 'year') || !holds(month, 'month')) return table
  const months = month.values.map((value, row) => 12 * year.values[row] + value)
  const named = isSteady(months)
    ? ['Year', 'Month']
    : holds(day, 'day') && isSteady(days(year, month, day))
      ? ['Year', 'Month', 'Day']
      : null
  if (named === null) return table
  const last = named.length - 1
  log.add({
    code: 'column-renamed',
    severity: 'info',
    row: null,
    column: null,
    message: `The file names no columns; what the first ${named.length} count was taken for ${named.slice(0, last).join(', ').toLowerCase()} and ${named[last].toLowerCase()}.`,
  })
  const columns = table.columns.map((column, i) =>
    i <= last ? { ...column, name: named[i] } : column,
  )
  return { ...table, columns }
}

function holds(column: Column | undefined, part: Part): column is NumberColumn {
  return column?.type === 'number' && isPart(column.values, part)
}

function days(year: NumberColumn, month: NumberColumn, day: NumberColumn): Float64Array {
  return day.values.map(
    (value, row) => civilMidnight(year.values[row], month.values[row], value) / dayMs,
  )
}

/** Whether nearly every number is the one before it plus one. */
function isSteady(numbers: Float64Array): boolean {
  let steady = 0
  for (let i = 1; i < numbers.length; i++) if (numbers[i] === numbers[i - 1] + 1) steady += 1
  return steady >= leastSteady * (numbers.length - 1)
}
