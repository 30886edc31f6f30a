export interface ValueSummary {
  /** Values that are not missing. */
  readonly count: number
  readonly low: number
  /** Step of the first lowest value. */
  readonly lowAt: number
  readonly high: number
  readonly highAt: number
  readonly mean: number
}

/** Extremes and mean of the values that are not missing; NaN and -1 when all are. */
export function describeValues(values: ArrayLike<number>): ValueSummary {
  let count = 0
  let lowAt = -1
  let highAt = -1
  let mean = 0
  for (let step = 0; step < values.length; step++) {
    const value = values[step]
    if (Number.isNaN(value)) continue
    count += 1
    mean += (value - mean) / count
    if (lowAt < 0 || value < values[lowAt]) lowAt = step
    if (highAt < 0 || value > values[highAt]) highAt = step
  }
  const at = (step: number): number => (step < 0 ? NaN : values[step])
  return { count, low: at(lowAt), lowAt, high: at(highAt), highAt, mean: count === 0 ? NaN : mean }
}

/**
 * Correlation of values with those `lag` steps later, over pairs of which neither is missing: sample
 * autocovariance by variance with the mean of all values (Box & Jenkins), each over its own count. NaN
 * for constant values or without pairs.
 */
export function autocorrelation(values: ArrayLike<number>, lag: number): number {
  const { count, mean } = describeValues(values)
  let squares = 0
  let products = 0
  let pairs = 0
  for (let step = 0; step < values.length; step++) {
    if (Number.isNaN(values[step])) continue
    const distance = values[step] - mean
    squares += distance * distance
    const later = step + lag
    if (later >= values.length || Number.isNaN(values[later])) continue
    products += distance * (values[later] - mean)
    pairs += 1
  }
  if (pairs === 0 || squares === 0) return NaN
  return products / pairs / (squares / count)
}
