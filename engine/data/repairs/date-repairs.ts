import type { DateColumn, Table } from '../table'
import { joinRows, type JoinRule } from './join-rows'
import { periodStart, type Period } from './periods'

/**
 * One row for each period and id that has rows: dated by the period's beginning, numbers by the rule, of
 * which `first` and `last` go by date.
 */
export function resampleRows(
  table: Table,
  date: DateColumn,
  id: (row: number) => string,
  to: Period,
  rule: JoinRule,
): Table {
  const values = date.values.map((time) => (Number.isNaN(time) ? time : periodStart(time, to)))
  const dated = withColumn(table, date, { ...date, values })
  const byDate = (a: number, b: number): number => date.values[a] - date.values[b] || a - b
  return joinRows(dated, values, id, () => true, rule, byDate)
}

/** The dates as steps 1, 2, 3 in their order, anew for each id; equal dates are one step. */
export function countDates(table: Table, date: DateColumn, id: (row: number) => string): Table {
  const { values } = date
  const rows = Array.from(values.keys())
    .filter((row) => !Number.isNaN(values[row]))
    .sort((a, b) => values[a] - values[b])
  const steps = new Float64Array(values.length).fill(Number.NaN)
  const last = new Map<string, { readonly time: number; readonly step: number }>()
  for (const row of rows) {
    const series = id(row)
    const { time, step } = last.get(series) ?? { time: Number.NaN, step: 0 }
    steps[row] = values[row] === time ? step : step + 1
    last.set(series, { time: values[row], step: steps[row] })
  }
  return withColumn(table, date, { ...date, steps })
}

function withColumn(table: Table, old: DateColumn, column: DateColumn): Table {
  return { ...table, columns: table.columns.map((each) => (each === old ? column : each)) }
}
