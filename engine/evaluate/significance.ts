import { incompleteBeta } from './distributions'

/**
 * Are two forecasts of the same steps equally good? The test of Diebold and Mariano (1995) on the
 * differences of their losses, with the small-sample correction and the t distribution of Harvey,
 * Leybourne and Newbold (1997). Positive differences mean that the first forecast lost more.
 */
export interface Comparison {
  readonly statistic: number
  /** Two-sided. */
  readonly p: number
  /** Steps compared. */
  readonly count: number
}

/**
 * @param differences loss of the first forecast less that of the second, in order of time, finite
 * @param lags autocovariances counted, 0 or more: the test's horizon is this plus 1. When they make the
 * variance negative, only the variance itself counts.
 * With fewer than three differences, or all of them 0, nothing is known: p is 1.
 */
export function dieboldMariano(differences: readonly number[], lags: number): Comparison {
  const count = differences.length
  const mean = differences.reduce((sum, value) => sum + value, 0) / count
  if (count < 3 || differences.every((value) => value === 0)) return { statistic: 0, p: 1, count }
  const covariance = (lag: number): number => {
    let sum = 0
    for (let i = lag; i < count; i++) sum += (differences[i] - mean) * (differences[i - lag] - mean)
    return sum / count
  }
  let used = Math.min(lags, count - 1)
  let variance = covariance(0)
  for (let lag = 1; lag <= used; lag++) variance += 2 * covariance(lag)
  if (variance <= 0) {
    used = 0
    variance = covariance(0)
  }
  if (variance === 0) return { statistic: Math.sign(mean) * Infinity, p: 0, count }
  const h = used + 1
  const correction = Math.sqrt((count + 1 - 2 * h + (h * (h - 1)) / count) / count)
  const statistic = (correction * mean) / Math.sqrt(variance / count)
  return { statistic, p: twoSidedT(statistic, count - 1), count }
}

/** P(|T| ≥ |t|) of Student's t with `freedom` degrees of freedom: I_{ν ÷ (ν + t²)}(ν ÷ 2, 1 ÷ 2). */
export function twoSidedT(t: number, freedom: number): number {
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5)
}

/**
 * The mean of values and the limits between which the true one lies 19 times in 20, by Student's t; limits
 * are null with fewer than two values.
 */
export function meanWithLimits(values: readonly number[]): {
  readonly mean: number
  readonly limits: readonly [number, number] | null
} {
  const count = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  if (count < 2) return { mean, limits: null }
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const reach = criticalT(count - 1) * Math.sqrt(squares / (count - 1) / count)
  return { mean, limits: [mean - reach, mean + reach] }
}

/** The t that is exceeded on either side one time in 20: the inverse of `twoSidedT`, by bisection. */
function criticalT(freedom: number): number {
  let low = 0
  let high = 13
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (twoSidedT(middle, freedom) > 0.05) low = middle
    else high = middle
  }
  return (low + high) / 2
}
