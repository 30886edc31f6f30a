/**
 * Correlation of values `lag` steps apart, −1 to 1: Σ (y_t − ȳ)(y_(t−lag) − ȳ) ÷ Σ (y_t − ȳ)², each sum
 * divided by its number of terms, so that gaps do not bias it. 0 for a constant or too short a series.
 */
export function autocorrelation(values: Float64Array, lag: number): number {
  let sum = 0
  let count = 0
  for (const value of values) {
    if (Number.isNaN(value)) continue
    sum += value
    count += 1
  }
  const mean = sum / count
  let squares = 0
  let products = 0
  let pairs = 0
  values.forEach((value, i) => {
    if (!Number.isNaN(value)) squares += (value - mean) ** 2
    const product = i < lag ? Number.NaN : (value - mean) * (values[i - lag] - mean)
    if (Number.isNaN(product)) return
    products += product
    pairs += 1
  })
  return squares === 0 || pairs === 0 ? 0 : products / pairs / (squares / count)
}

/**
 * How the spread grows with the level: the slope of ln(standard deviation) on ln(mean) over chunks of
 * `length` values (Tukey's spread–level plot; 1 minus it is the power that evens the spread, so about 1
 * asks for the logarithm), and the correlation of the two. Null unless all values are above 0 and there
 * are four chunks that vary.
 */
export function spreadOverLevel(
  values: Float64Array,
  length: number,
): { readonly slope: number; readonly correlation: number; readonly range: number } | null {
  const levels: number[] = []
  const spreads: number[] = []
  if (values.some((value) => value <= 0)) return null
  for (let from = 0; from + length <= values.length; from += length) {
    const chunk = values.subarray(from, from + length).filter((value) => !Number.isNaN(value))
    if (chunk.length < Math.max(3, length / 2)) continue
    const mean = chunk.reduce((sum, value) => sum + value, 0) / chunk.length
    const square = chunk.reduce((sum, value) => sum + (value - mean) ** 2, 0) / chunk.length
    if (square === 0) continue
    levels.push(Math.log(mean))
    spreads.push(0.5 * Math.log(square))
  }
  if (levels.length < 4) return null
  return { ...regress(levels, spreads), range: Math.max(...levels) - Math.min(...levels) }
}

/** The spread's growth with the level when it asks for the logarithm, else null. */
export function spreadSlope(values: Float64Array, season: number): number | null {
  const length = season > 1 ? season : Math.max(6, Math.round(values.length / 20))
  const spread = spreadOverLevel(values, length)
  if (spread === null) return null
  // Above a half the logarithm is nearer to an even spread than the plain value is.
  const grows = spread.slope > 0.5 && spread.correlation > 0.5 && spread.range > Math.log(1.5)
  return grows ? spread.slope : null
}

function regress(
  x: readonly number[],
  y: readonly number[],
): { readonly slope: number; readonly correlation: number } {
  const meanX = x.reduce((sum, value) => sum + value, 0) / x.length
  const meanY = y.reduce((sum, value) => sum + value, 0) / y.length
  let xx = 0
  let yy = 0
  let xy = 0
  x.forEach((value, i) => {
    xx += (value - meanX) ** 2
    yy += (y[i] - meanY) ** 2
    xy += (value - meanX) * (y[i] - meanY)
  })
  if (xx === 0 || yy === 0) return { slope: 0, correlation: 0 }
  return { slope: xy / xx, correlation: xy / Math.sqrt(xx * yy) }
}
