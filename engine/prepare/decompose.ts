/** A series taken apart: trend, season and rest; the season's places begin with the first value. */
export interface Decomposition {
  /** `[length]`, NaN for half a season at both ends. */
  readonly trend: Float64Array
  /** `[season]`, mean 0 (additive) or 1 (multiplicative). */
  readonly figure: Float64Array
}

/**
 * Classical decomposition by moving averages (Kendall & Stuart 1983, as in R's `decompose`). Needs two
 * whole seasons and no gaps.
 */
export function decompose(
  values: Float64Array,
  season: number,
  kind: 'additive' | 'multiplicative',
): Decomposition {
  const trend = centredMean(values, season)
  const sums = new Float64Array(season)
  const counts = new Float64Array(season)
  values.forEach((value, i) => {
    const rest = kind === 'additive' ? value - trend[i] : value / trend[i]
    if (!Number.isFinite(rest)) return
    sums[i % season] += rest
    counts[i % season] += 1
  })
  const neutral = kind === 'additive' ? 0 : 1
  const figure = sums.map((sum, place) => (counts[place] > 0 ? sum / counts[place] : neutral))
  const mean = figure.reduce((sum, value) => sum + value, 0) / season
  return {
    trend,
    figure: figure.map((value) => (kind === 'additive' ? value - mean : value / mean)),
  }
}

/** Mean over one season around each value, half weights at the ends when it is even; NaN at the ends. */
function centredMean(values: Float64Array, season: number): Float64Array {
  const half = Math.floor(season / 2)
  const endWeight = season % 2 === 0 ? 0.5 : 1
  return values.map((_, i) => {
    if (i < half || i + half >= values.length) return Number.NaN
    let sum = endWeight * (values[i - half] + values[i + half])
    for (let near = i - half + 1; near < i + half; near++) sum += values[near]
    return sum / season
  })
}
