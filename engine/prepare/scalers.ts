/** What a z-score needs to know; learned from the training part, used everywhere. */
export interface ZScore {
  readonly mean: number
  /** Above 0: 1 where the values do not vary or there are none. */
  readonly deviation: number
}

/**
 * Mean and population standard deviation of the finite values in `[from, to)`. A constant or empty range
 * is defined, not NaN: its deviation is 1, so that it maps to 0 and back without loss.
 */
export function zScoreStatistics(
  values: Float64Array,
  from = 0,
  to: number = values.length,
): ZScore {
  let count = 0
  let mean = 0
  let squares = 0
  for (let i = from; i < to; i++) {
    const value = values[i]
    if (Number.isNaN(value)) continue
    count += 1
    const distance = value - mean
    mean += distance / count
    squares += distance * (value - mean)
  }
  const deviation = count === 0 ? 0 : Math.sqrt(squares / count)
  // Rounding leaves a trace of spread in a constant range; a ratio below 1e-12 is that trace.
  const varies = deviation > 1e-12 * Math.abs(mean)
  return { mean, deviation: varies ? deviation : 1 }
}

/** (x − mean) ÷ deviation, a new array of the same length; NaN stays NaN. */
export function applyZScore(values: Float64Array, scale: ZScore): Float64Array {
  return values.map((value) => (value - scale.mean) / scale.deviation)
}

/** The inverse of `applyZScore`. */
export function invertZScore(scaled: Float64Array, scale: ZScore): Float64Array {
  return scaled.map((value) => value * scale.deviation + scale.mean)
}

/** Median and interquartile range ÷ 1.349, which is the deviation of a normal distribution. */
export function robustStatistics(values: Float64Array): ZScore {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const at = (share: number): number => {
    const rank = share * (sorted.length - 1)
    const below = Math.floor(rank)
    const above = Math.min(sorted.length - 1, below + 1)
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below])
  }
  if (sorted.length === 0) return { mean: 0, deviation: 1 }
  const spread = (at(0.75) - at(0.25)) / 1.349
  // More than half of the values may be equal, as in sales with many zeros; then the usual deviation.
  return { mean: at(0.5), deviation: spread > 0 ? spread : zScoreStatistics(values).deviation }
}
