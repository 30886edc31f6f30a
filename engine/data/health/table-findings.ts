import { describeFrequency, describeSteps, formatTime } from '../calendar'
import { suggestPeriods } from '../repairs/periods'
import { roleOf, type Roles } from '../roles'
import type { Column, NumberColumn, Table } from '../table'
import type { TimeAxis } from '../time-axis'
import { constantValue, duplicateColumns } from './alike-columns'
import { mostTimes, type Finding, type FindingRepair } from './finding'

/** What the columns and dates of a table suffer from, whatever series is made of them. */
export function tableFindings(
  table: Table,
  roles: Roles,
  axis: TimeAxis | null,
): readonly Finding[] {
  const used = table.columns.filter(isNumber).filter(({ name }) => roleOf(roles, name) !== 'date')
  return [
    ...(axis === null
      ? []
      : [...unevenFinding(axis), ...gapFinding(axis), ...duplicateFinding(axis)]),
    ...used.flatMap((column) => constantFinding(column, roles)),
    ...duplicateColumns(used.filter(({ values }) => constantValue(values) === null)).flatMap(alike),
  ]
}

/** Dates that lie on no grid at all, or some of them beside it. */
function unevenFinding({ offGrid, rows, times, summary }: TimeAxis): readonly Finding[] {
  const { column, frequency } = summary
  const irregular = frequency.kind === 'irregular' && rows.length > 1
  if (column === null || !(irregular || offGrid > 0)) return []
  const periods = summary.format === 'index' ? [] : suggestPeriods(times.filter(isKnown).sort())
  const repairs: readonly FindingRepair[] =
    summary.format === 'index' ? [] : periods.length > 0 ? ['resample', 'use-index'] : ['use-index']
  if (irregular) {
    return [
      {
        code: 'irregular-dates',
        severity: 'error',
        column,
        count: 1,
        times: [],
        periods,
        message: `The ${rows.length.toLocaleString('en')} dates of "${column}" follow no regular step, such as a day or a month.`,
        why: 'A forecast goes from step to step: bring the rows to a fixed step, or count them as steps.',
        repairs,
      },
    ]
  }
  return [
    {
      code: 'off-grid-dates',
      severity: 'warning',
      column,
      count: offGrid,
      times: [],
      periods,
      message: `${offGrid.toLocaleString('en')} ${offGrid === 1 ? 'row lies' : 'rows lie'} between the steps of a series that goes ${describeFrequency(frequency)}, and ${offGrid === 1 ? 'is' : 'are'} left out.`,
      why: 'What is left out is not learned from; brought to a fixed step, every row counts.',
      repairs: [...repairs, 'accept'],
    },
  ]
}

const isKnown = (time: number): boolean => !Number.isNaN(time)

function gapFinding(axis: TimeAxis): readonly Finding[] {
  const { gaps, times: date, summary } = axis
  if (gaps.size === 0 || summary.column === null) return []
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

function duplicateFinding(axis: TimeAxis): readonly Finding[] {
  const { duplicates, times: date, summary } = axis
  if (duplicates.size === 0 || summary.column === null) return []
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

function isNumber(column: Column): column is NumberColumn {
  return column.type === 'number'
}
