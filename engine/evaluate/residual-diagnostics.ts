import type { Calendar } from '../data/calendar'
import { timeAt } from '../data/calendar'
import { civilDateOf, dayMs, weekdayOf } from '../data/civil'
import { chiSquaredTail } from './distributions'

/** What is left in errors that should be noise. */
export interface ResidualDiagnostics {
  readonly count: number
  readonly mean: number
  readonly deviation: number
  /** Of lags 1, 2, …, each −1 to 1. */
  readonly autocorrelations: readonly number[]
  /** Beyond ± this an autocorrelation of noise lies one time in twenty: 1.96 ÷ √n. */
  readonly limit: number
  readonly ljungBox: { readonly lags: number; readonly statistic: number; readonly p: number }
  readonly jarqueBera: {
    readonly skewness: number
    /** 0 for a normal distribution. */
    readonly excessKurtosis: number
    readonly statistic: number
    readonly p: number
  }
  /** January 1 to December 12; only months that occur. Empty for an index. */
  readonly byMonth: readonly ResidualGroup[]
  /** Monday 0 to Sunday 6; only for steps of a day or less. */
  readonly byWeekday: readonly ResidualGroup[]
}

export interface ResidualGroup {
  readonly group: number
  readonly count: number
  readonly mean: number
  readonly meanAbsolute: number
}

/**
 * Diagnostics of one-step residuals (actual less forecast), `[steps]` on the calendar, NaN where there is
 * none: autocorrelation with the portmanteau test of Ljung and Box (1978), normality by Jarque and Bera
 * (1980), and means by month and weekday. Residuals that do not vary have no structure: both p are 1.
 * @param lags of the test; two seasons, or 10 without one, at most a fifth of the residuals
 */
export function diagnoseResiduals(
  residuals: Float64Array,
  calendar: Calendar,
  season: number,
): ResidualDiagnostics {
  const known = residuals.filter((value) => !Number.isNaN(value))
  const count = known.length
  const mean = known.reduce((sum, value) => sum + value, 0) / count
  const moment = (power: number): number =>
    known.reduce((sum, value) => sum + (value - mean) ** power, 0) / count
  const variance = moment(2)
  const varies = variance > 1e-24 * Math.max(1, mean * mean)
  const lags = Math.max(1, Math.min(season > 1 ? 2 * season : 10, Math.floor(count / 5)))
  const autocorrelations = Array.from({ length: lags }, (_, i) =>
    varies ? correlationAt(residuals, i + 1, mean, variance * count) : 0,
  )
  const q =
    count *
    (count + 2) *
    autocorrelations.reduce((sum, r, i) => sum + (r * r) / Math.max(1, count - i - 1), 0)
  const skewness = varies ? moment(3) / variance ** 1.5 : 0
  const excessKurtosis = varies ? moment(4) / variance ** 2 - 3 : 0
  const jb = varies ? (count / 6) * (skewness ** 2 + excessKurtosis ** 2 / 4) : 0
  return {
    count,
    mean,
    deviation: Math.sqrt(variance),
    autocorrelations,
    limit: 1.96 / Math.sqrt(count),
    ljungBox: { lags, statistic: q, p: chiSquaredTail(q, lags) },
    jarqueBera: { skewness, excessKurtosis, statistic: jb, p: Math.exp(-jb / 2) },
    ...groupsOf(residuals, calendar),
  }
}

/** Σ of the pairs that are both known ÷ Σ of squares, as the test counts them. */
function correlationAt(values: Float64Array, lag: number, mean: number, squares: number): number {
  let sum = 0
  for (let i = lag; i < values.length; i++) {
    const product = (values[i] - mean) * (values[i - lag] - mean)
    if (!Number.isNaN(product)) sum += product
  }
  return sum / squares
}

function groupsOf(
  residuals: Float64Array,
  calendar: Calendar,
): Pick<ResidualDiagnostics, 'byMonth' | 'byWeekday'> {
  const { kind } = calendar.frequency
  if (kind === 'index' || kind === 'irregular') return { byMonth: [], byWeekday: [] }
  const times = Array.from(residuals, (_, step) => timeAt(calendar, step))
  const yearly = kind === 'yearly'
  const daily = !['weekly', 'monthly', 'quarterly', 'yearly'].includes(kind)
  return {
    byMonth: yearly ? [] : group(residuals, (step) => civilDateOf(times[step]).month),
    byWeekday: daily ? group(residuals, (step) => weekdayOf(Math.floor(times[step] / dayMs))) : [],
  }
}

function group(residuals: Float64Array, of: (step: number) => number): readonly ResidualGroup[] {
  const sums = new Map<number, { count: number; sum: number; absolute: number }>()
  residuals.forEach((value, step) => {
    if (Number.isNaN(value)) return
    const entry = sums.get(of(step)) ?? { count: 0, sum: 0, absolute: 0 }
    entry.count += 1
    entry.sum += value
    entry.absolute += Math.abs(value)
    sums.set(of(step), entry)
  })
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([name, { count, sum, absolute }]) => ({
      group: name,
      count,
      mean: sum / count,
      meanAbsolute: absolute / count,
    }))
}
