import type { Frequency } from '../calendar'
import {
  civilDateOf,
  civilMidnight,
  dayMs,
  hourMs,
  minuteMs,
  monthNumber,
  secondMs,
} from '../civil'

/** Steps that uneven dates can be brought to. */
export const periodKinds = [
  'secondly',
  'minutely',
  'hourly',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'yearly',
] as const

/** A stretch of time that makes one row: days and longer ones begin at midnight, weeks on Mondays. */
export interface Period extends Frequency {
  readonly kind: (typeof periodKinds)[number]
}

/** Length in milliseconds, or in months. */
const lengths: Readonly<
  Record<Period['kind'], { readonly ms: number } | { readonly months: number }>
> = {
  secondly: { ms: secondMs },
  minutely: { ms: minuteMs },
  hourly: { ms: hourMs },
  daily: { ms: dayMs },
  weekly: { ms: 7 * dayMs },
  monthly: { months: 1 },
  quarterly: { months: 3 },
  yearly: { months: 12 },
}

/** 1970-01-05, a Monday, from which weeks are counted; of all shorter periods it is a beginning too. */
const firstMonday = 4 * dayMs

/** Civil milliseconds at which the period begins that holds a time. */
export function periodStart(time: number, period: Period): number {
  return startOf(periodNumber(time, period), period)
}

/** Civil milliseconds at which the period ends, and the next begins, that holds a time. */
export function periodEnd(time: number, period: Period): number {
  return startOf(periodNumber(time, period) + 1, period)
}

function periodNumber(time: number, { kind, multiple }: Period): number {
  const length = lengths[kind]
  if ('ms' in length) return Math.floor((time - firstMonday) / (length.ms * multiple))
  return Math.floor(monthNumber(civilDateOf(time)) / (length.months * multiple))
}

function startOf(number: number, { kind, multiple }: Period): number {
  const length = lengths[kind]
  if ('ms' in length) return firstMonday + number * length.ms * multiple
  const months = number * length.months * multiple
  const year = Math.floor(months / 12)
  return civilMidnight(year, months - year * 12 + 1, 1)
}

/** From the finest on. */
const offered: readonly Period[] = [
  ...[1, 10, 30].map((multiple): Period => ({ kind: 'secondly', multiple })),
  ...[1, 5, 10, 15, 30].map((multiple): Period => ({ kind: 'minutely', multiple })),
  ...[1, 3, 6, 12].map((multiple): Period => ({ kind: 'hourly', multiple })),
  ...(['daily', 'weekly', 'monthly', 'quarterly', 'yearly'] as const).map((kind): Period => ({
    kind,
    multiple: 1,
  })),
]
/** Share of the periods that must have a row for a period to be suggested. */
const leastFilled = 0.8
const leastPeriods = 2

/**
 * Periods that dates may be brought to: the finest that leaves few of them empty, and coarser ones that
 * make two rows at least. None where even years are mostly empty.
 * @param times civil milliseconds, ascending.
 */
export function suggestPeriods(times: Float64Array): readonly Period[] {
  if (times.length === 0) return []
  const first = times[0]
  const last = times[times.length - 1]
  const count = (period: Period): number =>
    periodNumber(last, period) - periodNumber(first, period) + 1
  const finest = offered.findIndex((period) => {
    // Fewer rows than periods to fill: no need to look at each.
    if (times.length < leastFilled * count(period)) return false
    let filled = 0
    let before = Number.NaN
    for (const time of times) {
      const number = periodNumber(time, period)
      if (number !== before) filled += 1
      before = number
    }
    return filled >= leastFilled * count(period)
  })
  if (finest < 0) return []
  return offered.slice(finest).filter((period) => count(period) >= leastPeriods)
}
