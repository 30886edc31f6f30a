/** (y^λ − 1) ÷ λ, or ln y for λ = 0 (Box & Cox 1964). Values must be above 0 or NaN, which stays NaN. */
export function applyBoxCox(values: Float64Array, lambda: number): Float64Array {
  return values.map((value) => (lambda === 0 ? Math.log(value) : (value ** lambda - 1) / lambda))
}

/**
 * The inverse of `applyBoxCox`. What was the median stays the median. What no value is mapped to (λ w + 1
 * at or below 0) becomes 0, the limit of the values that there are.
 */
export function invertBoxCox(transformed: Float64Array, lambda: number): Float64Array {
  return transformed.map((w) => {
    if (lambda === 0) return Math.exp(w)
    const base = lambda * w + 1
    return base > 0 ? base ** (1 / lambda) : lambda > 0 ? 0 : Infinity
  })
}

/**
 * Means on the original scale from means and standard deviations on the transformed one: the median times
 * 1 + σ²(1 − λ) ÷ (2 (λ w + 1)²), the second-order correction (Hyndman & Athanasopoulos, Forecasting:
 * Principles and Practice, 5.6).
 */
export function invertBoxCoxMean(
  transformed: Float64Array,
  deviation: Float64Array,
  lambda: number,
): Float64Array {
  return invertBoxCox(transformed, lambda).map((median, step) => {
    const base = lambda * transformed[step] + 1
    return median * (1 + (deviation[step] ** 2 * (1 - lambda)) / (2 * base * base))
  })
}

/**
 * The λ in [−1, 2] that makes the spread of seasons least dependent on their level: the least coefficient of
 * variation of sd ÷ mean^(1 − λ) over whole seasons (Guerrero 1993). 1 unless all values are above 0 and
 * there are two whole chunks that vary.
 * @param season length of a chunk, at least 2
 */
export function guerreroLambda(values: Float64Array, season: number): number {
  if (values.some((value) => value <= 0)) return 1
  const length = Math.max(2, season)
  const chunks: (readonly [mean: number, deviation: number])[] = []
  // Counted from the end, where what matters lies.
  for (let to = values.length; to - length >= 0; to -= length) {
    const chunk = values.subarray(to - length, to).filter((value) => !Number.isNaN(value))
    if (chunk.length < 2) continue
    const mean = chunk.reduce((sum, value) => sum + value, 0) / chunk.length
    const squares = chunk.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    if (squares > 0) chunks.push([mean, Math.sqrt(squares / (chunk.length - 1))])
  }
  if (chunks.length < 2) return 1
  let best = 1
  let least = Infinity
  for (let step = 0; step <= 300; step++) {
    const lambda = -1 + step / 100
    const variation = coefficientOfVariation(
      chunks.map(([mean, deviation]) => deviation / mean ** (1 - lambda)),
    )
    if (variation < least) {
      least = variation
      best = lambda
    }
  }
  return Number(best.toFixed(2)) + 0
}

function coefficientOfVariation(ratios: readonly number[]): number {
  const mean = ratios.reduce((sum, value) => sum + value, 0) / ratios.length
  const squares = ratios.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (ratios.length - 1)) / mean
}
