import { bandOf } from './forecaster'
import type { Quantiles } from './forecaster'

/**
 * Scores of quantiles and bands against what happened. Steps whose actual value is NaN are skipped; with no
 * step left a score is NaN.
 */

/** Pinball loss of one quantile: q (y − f) when y ≥ f, else (1 − q)(f − y). At least 0. */
export function pinball(actual: number, quantile: number, probability: number): number {
  const error = actual - quantile
  return error >= 0 ? probability * error : (probability - 1) * error
}

/**
 * Mean over steps and over the given quantiles of 2 × pinball ÷ `scale`. With the quantiles .025 .1 .5 .9
 * .975 and the scale of MASE this is the scaled pinball loss `spl5`; the median alone gives MASE.
 */
export function scaledPinball(actual: Float64Array, quantiles: Quantiles, scale: number): number {
  const { probabilities, values } = quantiles
  const losses = probabilities.map((q, k) => meanLoss(actual, values[k], q))
  return (2 * losses.reduce((sum, loss) => sum + loss, 0)) / losses.length / scale
}

/**
 * Continuous ranked probability score, in the values' unit: 2 ∫ pinball_q dq, each quantile standing for
 * the probabilities nearest to it (Gneiting & Ranjan 2011). The absolute error of a forecast without width.
 */
export function crps(actual: Float64Array, { probabilities, values }: Quantiles): number {
  let total = 0
  probabilities.forEach((q, k) => {
    const from = k === 0 ? 0 : (probabilities[k - 1] + q) / 2
    const to = k === probabilities.length - 1 ? 1 : (q + probabilities[k + 1]) / 2
    total += 2 * (to - from) * meanLoss(actual, values[k], q)
  })
  return total
}

/** How many steps of those that have a value lie inside the band, edges included. */
export function countInside(
  actual: Float64Array,
  { lower, upper }: { readonly lower: Float64Array; readonly upper: Float64Array },
): { readonly inside: number; readonly count: number } {
  let inside = 0
  let count = 0
  actual.forEach((value, i) => {
    if (Number.isNaN(value)) return
    count += 1
    if (value >= lower[i] && value <= upper[i]) inside += 1
  })
  return { inside, count }
}

/**
 * Mean scaled interval score of the band of `level`, as in the M4 competition: the mean of width +
 * (2 ÷ α) × the distance to what lies outside, ÷ `scale`. NaN when the quantiles have no such band.
 */
export function msis(
  actual: Float64Array,
  quantiles: Quantiles,
  level: number,
  scale: number,
): number {
  const band = bandOf(quantiles, level)
  if (band === null) return Number.NaN
  const alpha = 1 - level
  const { lower, upper } = band
  let sum = 0
  let count = 0
  actual.forEach((value, i) => {
    if (Number.isNaN(value)) return
    const below = Math.max(0, lower[i] - value)
    const above = Math.max(0, value - upper[i])
    sum += upper[i] - lower[i] + (2 / alpha) * (below + above)
    count += 1
  })
  return sum / count / scale
}

function meanLoss(actual: Float64Array, quantile: Float64Array, probability: number): number {
  let sum = 0
  let count = 0
  actual.forEach((value, i) => {
    if (Number.isNaN(value)) return
    sum += pinball(value, quantile[i], probability)
    count += 1
  })
  return sum / count
}
