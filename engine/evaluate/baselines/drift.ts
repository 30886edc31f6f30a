/**
 * The line through the first and the last value that are not missing, continued, `[horizon]` (random walk
 * with drift: Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 5.2). The last value where
 * there is only one; NaN where there is none.
 */
export function drift(train: Float64Array, horizon: number): Float64Array {
  const isKnown = (value: number): boolean => !Number.isNaN(value)
  const first = train.findIndex(isKnown)
  const last = train.findLastIndex(isKnown)
  const slope = last > first ? (train[last] - train[first]) / (last - first) : 0
  const end = last >= 0 ? train[last] : Number.NaN
  return Float64Array.from({ length: horizon }, (_, ahead) => {
    return end + slope * (train.length + ahead - last)
  })
}
