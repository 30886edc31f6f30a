import type { Frequency } from '../data/calendar'

/** A season is believed from this strength on; below, rows of noise alone reach it too easily. */
const believableStrength = 0.3

const dayOfMinutes = 1440
/** The last steps in which a season is looked for: 69 days of minutes, and all of most series. */
const mostSteps = 100_000

/**
 * Steps in the season that data of this frequency usually have: 12 for months, 7 for days, 24 for hours.
 * 1 where there is none to expect, or where it is no whole number of steps.
 */
export function usualSeason(frequency: Frequency): number {
  const steps = usualSteps(frequency) / frequency.multiple
  return Number.isInteger(steps) && steps >= 2 ? steps : 1
}

function usualSteps({ kind, multiple }: Frequency): number {
  switch (kind) {
    case 'secondly':
      return 60
    case 'minutely':
      return multiple >= 5 ? dayOfMinutes : 60
    case 'hourly':
      return 24
    case 'daily':
      return 7
    case 'business-daily':
    case 'trading-daily':
      return 5
    case 'weekly':
      return 52
    case 'monthly':
      return 12
    case 'quarterly':
      return 4
    case 'yearly':
    case 'irregular':
    case 'index':
      return 1
  }
}

/**
 * Strength of a season, 0 (none) to 1: max(0, 1 − Var(R) ÷ Var(S + R)) with S the mean of each place in
 * the season and R the rest, after a centred moving average is taken away (Wang, Smith & Hyndman 2006).
 * 0 with fewer than two whole seasons.
 */
export function seasonalStrength(values: Float64Array, season: number): number {
  if (season < 2 || values.length < 2 * season) return 0
  const detrended = lessMovingAverage(values, season)
  const sums = new Float64Array(season)
  const counts = new Float64Array(season)
  detrended.forEach((value, i) => {
    if (Number.isNaN(value)) return
    sums[i % season] += value
    counts[i % season] += 1
  })
  const rest = detrended.map((value, i) => value - sums[i % season] / counts[i % season])
  const whole = variance(detrended)
  return whole === 0 ? 0 : Math.max(0, 1 - variance(rest) / whole)
}

/**
 * The season to measure and difference with: the frequency's usual one when two whole seasons show it,
 * else 1. Reads the last 100,000 of the values given, so pass the training part.
 */
export function findSeason(values: Float64Array, frequency: Frequency): number {
  const season = usualSeason(frequency)
  return seasonalStrength(values.subarray(-mostSteps), season) >= believableStrength ? season : 1
}

/** Value less the mean of the season around it (half weights at the ends when the season is even). */
function lessMovingAverage(values: Float64Array, season: number): Float64Array {
  const half = Math.floor(season / 2)
  const endWeight = season % 2 === 0 ? 0.5 : 1
  return values.map((value, i) => {
    if (i < half || i + half >= values.length) return Number.NaN
    let sum = 0
    let weights = 0
    for (let offset = -half; offset <= half; offset++) {
      const near = values[i + offset]
      if (Number.isNaN(near)) continue
      const weight = Math.abs(offset) === half ? endWeight : 1
      sum += weight * near
      weights += weight
    }
    return value - sum / weights
  })
}

/** Population variance of the finite values; 0 when there are none. */
function variance(values: Float64Array): number {
  let count = 0
  let mean = 0
  let squares = 0
  for (const value of values) {
    if (Number.isNaN(value)) continue
    count += 1
    const distance = value - mean
    mean += distance / count
    squares += distance * (value - mean)
  }
  return count === 0 ? 0 : squares / count
}
