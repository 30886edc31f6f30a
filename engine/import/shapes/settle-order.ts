import { civilDateOf, civilMidnight } from '../../data/civil'
import type { Column, DateColumn } from '../../data/table'
import type { ColumnPlan } from '../plan-columns'
import { readClock } from './date-parts'

/** How much longer a span must be than its steps to speak against an order of day and month. */
const sparse = 2

/**
 * Dates whose order of day and month nothing in their own column decides, with a time of day in another:
 * the order under which the times follow each other without long gaps is the one, and no doubt is left.
 */
export function settleOrders(
  columns: readonly Column[],
  plan: readonly ColumnPlan[],
): readonly Column[] {
  const isOpen = (column: Column, { choice }: ColumnPlan): column is DateColumn =>
    column.type === 'date' && column.ambiguous === true && choice.rival !== null && !choice.chosen
  if (!columns.some((column, i) => isOpen(column, plan[i]))) return columns
  const clocks = columns.flatMap((column) => readClock(column) ?? []).at(0)
  if (clocks === undefined) return columns
  return columns.map((column, i) => {
    const { rival } = plan[i].choice
    if (rival === null || !isOpen(column, plan[i])) return column
    const other = swapped(column, rival.format)
    const [own, others] = [column, other].map(({ values }) =>
      sparseness(values.map((day, row) => day + clocks[row])),
    )
    return own > sparse && others * sparse < own ? other : column
  })
}

function swapped(column: DateColumn, format: string): DateColumn {
  const values = column.values.map((time) => {
    if (Number.isNaN(time)) return time
    const { year, month, day } = civilDateOf(time)
    return civilMidnight(year, day, month)
  })
  return { ...column, values, format, ambiguous: false }
}

/** Length of the span in usual steps, for one step: 1 without gaps; ∞ for times that do not change. */
function sparseness(values: Float64Array): number {
  const times = values.filter((time) => !Number.isNaN(time)).sort()
  const steps = times
    .subarray(1)
    .map((time, i) => time - times[i])
    .filter((step) => step > 0)
    .sort()
  if (steps.length === 0) return Number.POSITIVE_INFINITY
  return (times[times.length - 1] - times[0]) / steps[steps.length >> 1] / steps.length
}
