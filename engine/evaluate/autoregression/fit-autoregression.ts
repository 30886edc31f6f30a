import { solveLinearSystem } from '../../prepare/linear-system'
import { applyZScore, zScoreStatistics } from '../../prepare/scalers'
import type { Lags } from './lag-sets'

/** y_t = constant + Σ weight · y_(t−lag) + error. */
export interface Autoregression {
  readonly lags: Lags
  /** `[lags]`. */
  readonly weights: Float64Array
  readonly constant: number
  /** Standard deviation of the one-step errors. */
  readonly sigma: number
}

/** Rows that a fit needs beyond one a lag. */
const spareRows = 5
/** Penalty on standardised values: the sum of squares of one row. */
const penalty = 1

/**
 * Ridge regression (Hoerl & Kennard 1970) of each value on those `lags` before it, shrunk to the value of a
 * season ago, or to the constant alone where the season is no lag. Null when there are too few rows, or all
 * values are the same.
 * @param values without gaps
 * @param season 1 for none: then shrunk to the last value
 */
export function fitAutoregression(
  values: Float64Array,
  lags: Lags,
  season: number,
): Autoregression | null {
  const longest = lags[lags.length - 1]
  const rows = values.length - longest
  if (rows < lags.length + spareRows) return null
  if (values.every((value) => value === values[0])) return null
  const scale = zScoreStatistics(values)
  const { mean, deviation } = scale
  const z = applyZScore(values, scale)
  const prior = lags.includes(season) ? season : null
  const departure = (t: number): number => z[t] - (prior === null ? 0 : z[t - prior])
  const change = solveLinearSystem(normalEquations(z, lags, departure))
  const weights = Float64Array.from(lags, (lag, i) => (lag === prior ? 1 : 0) + change[i][0])
  const shift = change[lags.length][0]
  let squares = 0
  for (let t = longest; t < z.length; t++) {
    squares += (z[t] - shift - lags.reduce((sum, lag, i) => sum + weights[i] * z[t - lag], 0)) ** 2
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return {
    lags,
    weights,
    constant: deviation * shift + mean * (1 - total),
    sigma: deviation * Math.sqrt(squares / (rows - Math.min(lags.length, rows / 2))),
  }
}

/**
 * The steps after `values` by the model's own recursion, and the standard deviation of their errors,
 * σ √(ψ₀² + … + ψ²_(h−1)) with ψ_h = Σ weight · ψ_(h−lag) (Box & Jenkins 1970, 5.1). `[horizon]` each.
 */
export function forecastAutoregression(
  { lags, weights, constant, sigma }: Autoregression,
  values: Float64Array,
  horizon: number,
): { readonly mean: Float64Array; readonly deviation: Float64Array } {
  const path = new Float64Array(values.length + horizon)
  path.set(values)
  const shocks = new Float64Array(horizon)
  const deviation = new Float64Array(horizon)
  let squares = 0
  for (let h = 0; h < horizon; h++) {
    const t = values.length + h
    let value = constant
    let shock = h === 0 ? 1 : 0
    lags.forEach((lag, i) => {
      value += weights[i] * path[t - lag]
      if (lag <= h) shock += weights[i] * shocks[h - lag]
    })
    path[t] = value
    shocks[h] = shock
    squares += shock * shock
    deviation[h] = sigma * Math.sqrt(squares)
  }
  return { mean: path.subarray(values.length), deviation }
}

/** [XᵀX + penalty | XᵀY], X having a column of ones after those of the lags. */
function normalEquations(
  z: Float64Array,
  lags: Lags,
  target: (t: number) => number,
): readonly Float64Array[] {
  const size = lags.length + 1
  const system = Array.from({ length: size }, () => new Float64Array(size + 1))
  const row = new Float64Array(size + 1)
  row[lags.length] = 1
  for (let t = lags[lags.length - 1]; t < z.length; t++) {
    for (let i = 0; i < lags.length; i++) row[i] = z[t - lags[i]]
    row[size] = target(t)
    for (let i = 0; i < size; i++) for (let j = i; j <= size; j++) system[i][j] += row[i] * row[j]
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) system[i][j] = system[j][i]
    system[i][i] += penalty
  }
  return system
}
