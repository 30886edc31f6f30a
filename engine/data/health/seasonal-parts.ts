import type { Frequency } from '../calendar'
import { median, rollingMedian } from './rolling-median'

/** A series as trend + season + residual; NaN where the series is missing. */
export interface SeasonalParts {
  /** Steps of a season; 1 when there is none. */
  readonly period: number
  /** `[period]`, of step i at i mod period; their median is 0. */
  readonly season: Float64Array
  readonly trend: Float64Array
  readonly residual: Float64Array
}

/** Narrowest window of the trend: fewer places would follow an outlier. */
const narrowestTrend = 11
/** Share by which the season must shrink the median deviation, to count as one. */
const leastGain = 0.1

/**
 * Takes a series apart by medians, so that neither outliers nor gaps bend the parts: the trend is a
 * rolling median over two seasons, the season the median of what remains at each place of it. A simple
 * robust cousin of STL (Cleveland et al. 1990).
 * @param period steps of the season to try; it is dropped when there are fewer than three or when it
 * explains too little.
 */
export function seasonalParts(values: Float64Array, period: number): SeasonalParts {
  if (period < 2 || values.length < 3 * period) return partsWith(values, 1)
  const seasonal = partsWith(values, period)
  const wide = deviation(values.map((value, i) => value - seasonal.trend[i]))
  const gains = deviation(seasonal.residual) < wide * (1 - leastGain)
  return gains ? seasonal : partsWith(values, 1)
}

/** Steps of the season that data of a frequency usually has; 1 where there is none. */
export function usualPeriod({ kind, multiple }: Frequency): number {
  const periods: Partial<Record<Frequency['kind'], number>> = {
    secondly: 3600,
    minutely: 1440,
    hourly: 24,
    daily: 7,
    'business-daily': 5,
    'trading-daily': 5,
    weekly: 52,
    monthly: 12,
    quarterly: 4,
  }
  const period = (periods[kind] ?? 1) / multiple
  return Number.isInteger(period) ? period : 1
}

function partsWith(values: Float64Array, period: number): SeasonalParts {
  const trend = trendOf(values, period)
  const rest = values.map((value, i) => value - trend[i])
  const season = new Float64Array(period)
  if (period > 1) {
    for (let place = 0; place < period; place++) {
      const centre = median(everyNth(rest, place, period))
      season[place] = Number.isNaN(centre) ? 0 : centre
    }
    const centre = median(season)
    season.forEach((value, place) => {
      season[place] = value - centre
    })
  }
  return { period, season, trend, residual: rest.map((value, i) => value - season[i % period]) }
}

/**
 * Rolling median over two seasons and a step. At the ends, where the window stands still, the slope of its
 * halves' medians carries the trend on, so that the last value is judged against where the series was
 * going.
 */
function trendOf(values: Float64Array, period: number): Float64Array {
  const n = values.length
  const width = Math.min(n, Math.max(2 * period + 1, narrowestTrend))
  const trend = rollingMedian(values, width)
  const half = width >> 1
  if (n < 2 * narrowestTrend) return trend
  const atStart = slopeOf(values.subarray(0, width))
  const atEnd = slopeOf(values.subarray(n - width))
  for (let i = 0; i < half; i++) {
    trend[i] += atStart * (i - half)
    trend[n - 1 - i] += atEnd * (half - i)
  }
  return trend
}

/** Change a step between the medians of two halves; 0 when one has no value. */
function slopeOf(values: Float64Array): number {
  const half = values.length >> 1
  const apart = values.length - half
  const slope = (median(values.subarray(apart)) - median(values.subarray(0, half))) / apart
  return Number.isNaN(slope) ? 0 : slope
}

function everyNth(values: Float64Array, from: number, step: number): Float64Array {
  const count = Math.ceil((values.length - from) / step)
  return Float64Array.from({ length: count }, (_, i) => values[from + i * step])
}

function deviation(values: Float64Array): number {
  return median(values.map(Math.abs))
}
