/**
 * Scores of a forecast against what happened. Steps whose actual value is NaN are skipped; with no step
 * left a score is NaN. Zeros and constant series give numbers, as each function says.
 */

/** Mean absolute error, in the values' unit. */
export function mae(actual: Float64Array, forecast: Float64Array): number {
  return meanOver(actual, (value, i) => Math.abs(value - forecast[i]))
}

/** Root of the mean squared error, in the values' unit. */
export function rmse(actual: Float64Array, forecast: Float64Array): number {
  return Math.sqrt(meanOver(actual, (value, i) => (value - forecast[i]) ** 2))
}

/**
 * Symmetric mean absolute percentage error, mean of 200 |y − f| ÷ (|y| + |f|), 0 to 200 (Makridakis 1993,
 * as the M4 competition counts it). A step where both are 0 has no percentage and is left out, as the
 * published scores of NN5 do; where all steps are such, every forecast was exact: 0.
 */
export function smape(actual: Float64Array, forecast: Float64Array): number {
  const shares = actual.map((value, i) => {
    const size = Math.abs(value) + Math.abs(forecast[i])
    return size === 0 ? Number.NaN : (200 * Math.abs(value - forecast[i])) / size
  })
  const bothZero = actual.some((value, i) => value === 0 && forecast[i] === 0)
  return bothZero && shares.every(Number.isNaN) ? 0 : meanOver(shares, (share) => share)
}

/** Mean of forecast less actual, in the values' unit: above 0 the forecast is too high. */
export function bias(actual: Float64Array, forecast: Float64Array): number {
  return meanOver(actual, (value, i) => forecast[i] - value)
}

/**
 * Weighted absolute percentage error in percent: 100 Σ|y − f| ÷ Σ|y|. 0 where every forecast is exact;
 * where all actual values are 0 and a forecast is not, there is nothing to be a share of: infinite.
 */
export function wape(actual: Float64Array, forecast: Float64Array): number {
  const error = mae(actual, forecast)
  return error === 0 ? 0 : (100 * error) / meanOver(actual, Math.abs)
}

/** Mean absolute scaled error: the mean absolute error ÷ `maseScale` (Hyndman & Koehler 2006). */
export function mase(actual: Float64Array, forecast: Float64Array, scale: number): number {
  return mae(actual, forecast) / scale
}

/**
 * The scale of MASE: the mean of |y_t − y_(t−season)| over the training part, in the values' unit, always
 * above 0. Where that mean is 0 or has no terms, it is the same with season 1; where the training part is
 * constant, its mean absolute value; where it is all zeros, 1.
 */
export function maseScale(train: Float64Array, season: number): number {
  const seasonal = meanChange(train, season)
  if (seasonal > 0) return seasonal
  const plain = meanChange(train, 1)
  if (plain > 0) return plain
  const size = meanOver(train, Math.abs)
  return size > 0 ? size : 1
}

function meanChange(values: Float64Array, lag: number): number {
  let sum = 0
  let count = 0
  for (let i = lag; i < values.length; i++) {
    const change = Math.abs(values[i] - values[i - lag])
    if (Number.isNaN(change)) continue
    sum += change
    count += 1
  }
  return sum / count
}

function meanOver(actual: Float64Array, error: (value: number, index: number) => number): number {
  let sum = 0
  let count = 0
  actual.forEach((value, i) => {
    if (Number.isNaN(value)) return
    sum += error(value, i)
    count += 1
  })
  return sum / count
}
