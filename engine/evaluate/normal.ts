import { probabilitiesOf } from './forecaster'
import type { Quantiles } from './forecaster'

/** P(Z ≤ z) of the standard normal, to 1e-15 near 0: by series, in the tails by continued fraction. */
export function normalCdf(z: number): number {
  if (Math.abs(z) > 6) return z > 0 ? 1 - upperTail(z) : upperTail(-z)
  // Φ(z) = ½ + φ(z)(z + z³⁄3 + z⁵⁄15 + …) (Marsaglia 2004).
  let term = z
  let sum = z
  for (let k = 3; Math.abs(term) > 1e-17 && k < 400; k += 2) {
    term *= (z * z) / k
    sum += term
  }
  return 0.5 + sum * density(z)
}

function upperTail(z: number): number {
  let fraction = 0
  for (let k = 60; k >= 1; k--) fraction = k / (z + fraction)
  return density(z) / (z + fraction)
}

function density(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)
}

/** The z with P(Z ≤ z) = `share`, inside (0, 1): Newton's steps from a logistic start. */
export function normalQuantile(share: number): number {
  if (share === 0.5) return 0
  let z = Math.log(share / (1 - share)) / 1.702
  for (let step = 0; step < 50; step++) {
    const change = (normalCdf(z) - share) / density(z)
    z -= Math.max(-1, Math.min(1, change))
    if (Math.abs(change) < 1e-14) break
  }
  return z
}

/** Quantiles of normal distributions, one for each step: `mean` and `deviation` are `[horizon]`. */
export function normalQuantiles(
  mean: Float64Array,
  deviation: Float64Array,
  levels: readonly number[],
): Quantiles {
  const probabilities = probabilitiesOf(levels)
  const values = probabilities.map((share) => {
    const z = normalQuantile(share)
    return mean.map((value, step) => value + z * deviation[step])
  })
  return { probabilities, values }
}
