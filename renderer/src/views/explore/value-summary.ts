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
