import { describeSteps, formatTime } from '../calendar'
import { roleOf, type Roles } from '../roles'
import type { Column, NumberColumn, Table } from '../table'
import type { TimeAxis } from '../time-axis'
import { constantValue, duplicateColumns } from './alike-columns'
import { mostTimes, type Finding } from './finding'

/** What the columns and dates of a table suffer from, whatever series is made of them. */
export function tableFindings(
  table: Table,
  roles: Roles,
  axis: TimeAxis | null,
): readonly Finding[] {
  const used = table.columns.filter(isNumber).filter(({ name }) => roleOf(roles, name) !== 'date')
  return [
    ...(axis === null ? [] : [...gapFinding(table, axis), ...duplicateFinding(table, axis)]),
    ...used.flatMap((column) => constantFinding(column, roles)),
    ...duplicateColumns(used.filter(({ values }) => constantValue(values) === null)).flatMap(alike),
  ]
}

function gapFinding(table: Table, axis: TimeAxis): readonly Finding[] {
  const { gaps, summary } = axis
  if (gaps.size === 0) return []
  const date = dateValues(table, summary.column)
  const [row] = [...gaps].reduce((a, b) => (b[1] > a[1] ? b : a))
  const longest = gaps.get(row) ?? 0
  const { frequency, gaps: missing } = summary
  return [
    {
      code: 'gaps',
      severity: 'warning',
      column: summary.column,
      count: missing,
      times: [...gaps.keys()].slice(0, mostTimes).map((each) => date[each]),
      message: `${describeSteps(missing, frequency)} ${missing === 1 ? 'has' : 'have'} no row, in ${gaps.size} ${gaps.size === 1 ? 'place' : 'places'}; the longest gap, of ${describeSteps(longest, frequency)}, ends before ${formatTime(date[row], frequency)}.`,
      why: 'Without its rows a season slips out of step; on the calendar they count as missing values.',
      repairs: ['mask', 'interpolate', 'seasonal-fill', 'forward-fill', 'accept'],
    },
  ]
}

function duplicateFinding(table: Table, axis: TimeAxis): readonly Finding[] {
  const { duplicates, summary } = axis
  if (duplicates.size === 0) return []
  const date = dateValues(table, summary.column)
  const times = [...new Set([...duplicates].map((row) => date[row]))]
  return [
    {
      code: 'duplicate-dates',
      severity: 'warning',
      column: summary.column,
      count: duplicates.size,
      times: times.slice(0, mostTimes),
      message: `${duplicates.size} ${duplicates.size === 1 ? 'row has' : 'rows have'} a date that another row has already, ${formatTime(times[0], summary.frequency)} first; the first row of each date that has a value counts until you choose otherwise.`,
      why: 'A step has one value: rows that are parts of a whole must be added up, repeated ones dropped.',
      repairs: ['aggregate-sum', 'aggregate-mean', 'keep-last', 'keep-first', 'accept'],
    },
  ]
}

function constantFinding({ name, values }: NumberColumn, roles: Roles): readonly Finding[] {
  const value = constantValue(values)
  if (value === null || values.length < 2) return []
  const isTarget = roleOf(roles, name) === 'target'
  return [
    {
      code: 'constant-column',
      severity: isTarget ? 'error' : 'info',
      column: name,
      count: 1,
      times: [],
      message: `Every value of "${name}" is ${value}.`,
      why: isTarget
        ? 'There is nothing to learn from a series that never changes.'
        : 'A column that never changes tells a network nothing.',
      repairs: ['drop-column', 'accept'],
    },
  ]
}

/** Each column but the first of a group says what the first says. */
function alike([first, ...others]: readonly NumberColumn[]): readonly Finding[] {
  return others.map(({ name }) => ({
    code: 'duplicate-columns',
    severity: 'warning',
    column: name,
    count: 1,
    times: [],
    message: `"${name}" has the values of "${first.name}" in every row.`,
    why: 'Twice the same column adds weights to learn and nothing to learn from; beside the target it gives the answer away.',
    repairs: ['drop-column', 'accept'],
  }))
}

function dateValues({ columns }: Table, name: string): Float64Array {
  const column = columns.find((each) => each.name === name)
  return column === undefined || column.type === 'text' ? new Float64Array() : column.values
}

function isNumber(column: Column): column is NumberColumn {
  return column.type === 'number'
}
