import { differencing, lagsOf, multiply } from './arima-model'
import type { FittedArima } from './fit-arima'

/**
 * The steps after `values`, the series that was fitted, by the model's own recursion, and the standard
 * deviation of their errors, σ √(ψ₀² + … + ψ²_(h−1)) with ψ the weights of the infinite moving average
 * (Box & Jenkins 1970, 5.1). `[horizon]` each.
 */
export function forecastArima(
  { orders, own, moving, mean, errors, sigma }: FittedArima,
  values: Float64Array,
  season: number,
  horizon: number,
): { readonly mean: Float64Array; readonly deviation: Float64Array } {
  const level = mean * own.reduce((sum, weight) => sum + weight, 0)
  const past = lagsOf(multiply(own, differencing(orders, season)))
  const shocks = lagsOf(moving)
  const path = new Float64Array(values.length + horizon)
  path.set(values)
  const weights = new Float64Array(horizon)
  const deviation = new Float64Array(horizon)
  let squares = 0
  for (let h = 0; h < horizon; h++) {
    const t = values.length + h
    let value = level
    let weight = h === 0 ? 1 : (moving[h] ?? 0)
    past.lags.forEach((lag, i) => {
      // Values before the first are left out, as the errors were reckoned.
      if (lag <= t) value -= past.weights[i] * path[t - lag]
      if (lag <= h) weight -= past.weights[i] * weights[h - lag]
    })
    shocks.lags.forEach((lag, i) => {
      const at = errors.length + h - lag
      if (lag > h && at >= 0) value += shocks.weights[i] * errors[at]
    })
    path[t] = value
    weights[h] = weight
    squares += weight * weight
    deviation[h] = sigma * Math.sqrt(squares)
  }
  return { mean: path.subarray(values.length), deviation }
}
