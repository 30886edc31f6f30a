/** How a series depends on its own past. */
export interface Correlogram {
  /** `[lags + 1]`, autocorrelation, 1 at lag 0. */
  readonly whole: Float64Array
  /** `[lags + 1]`, partial autocorrelation: what a lag adds to those before it. 1 at lag 0. */
  readonly partial: Float64Array
  /** Beyond ± this one of noise lies one time in twenty: 1.96 ÷ √n. */
  readonly limit: number
}

/**
 * Autocorrelations (Box & Jenkins 1976) and partial ones (Durbin 1960, by the recursion of Levinson). A
 * missing value leaves its pairs out, each sum then being taken over its own pairs, as R's `acf` does
 * with `na.pass`; sums of pairs that differ by lag may then fit no series, and the partial ones end there,
 * as NaN. Null where values do not vary or none has a neighbour.
 * @param lags at least 1.
 */
export function correlogramOf(values: Float64Array, lags: number): Correlogram | null {
  const { centred, variance, count } = centre(values)
  if (!(variance > 0)) return null
  const whole = Float64Array.from({ length: lags + 1 }, (_, lag) =>
    lag === 0 ? 1 : covariance(centred, lag) / variance,
  )
  if (Number.isNaN(whole[1])) return null
  return { whole, partial: partialOf(whole), limit: 1.96 / Math.sqrt(count) }
}

/** The autocorrelation at one lag, as in `correlogramOf`; NaN where that is null or no pair is known. */
export function autocorrelation(values: Float64Array, lag: number): number {
  const { centred, variance } = centre(values)
  return variance > 0 ? covariance(centred, lag) / variance : Number.NaN
}

function centre(values: Float64Array): {
  readonly centred: Float64Array
  readonly variance: number
  readonly count: number
} {
  let count = 0
  let mean = 0
  for (const value of values) {
    if (Number.isNaN(value)) continue
    count += 1
    mean += (value - mean) / count
  }
  let squares = 0
  const centred = values.map((value) => value - mean)
  for (const distance of centred) if (!Number.isNaN(distance)) squares += distance * distance
  // Rounding of the mean of equal values is no variance.
  const variance = squares / count
  return { centred, variance: variance > 1e-24 * Math.max(1, mean * mean) ? variance : 0, count }
}

/** Σ x_t x_{t+k} ÷ (pairs + k), which is Σ ÷ n without missing values. */
function covariance(centred: Float64Array, lag: number): number {
  let products = 0
  let pairs = 0
  for (let step = lag; step < centred.length; step++) {
    const product = centred[step] * centred[step - lag]
    if (Number.isNaN(product)) continue
    products += product
    pairs += 1
  }
  return pairs === 0 ? Number.NaN : products / (pairs + lag)
}

/** φ_kk = (r_k − Σ φ_{k−1,j} r_{k−j}) ÷ (1 − Σ φ_{k−1,j} r_j). */
function partialOf(whole: Float64Array): Float64Array {
  const partial = new Float64Array(whole.length).fill(Number.NaN)
  partial[0] = 1
  let last = new Float64Array(whole.length)
  for (let k = 1; k < whole.length; k++) {
    let above = whole[k]
    let below = 1
    for (let j = 1; j < k; j++) {
      above -= last[j] * whole[k - j]
      below -= last[j] * whole[j]
    }
    const added = above / below
    if (!(below > 0) || !(Math.abs(added) <= 1)) break
    partial[k] = added
    const next = new Float64Array(whole.length)
    for (let j = 1; j < k; j++) next[j] = last[j] - added * last[k - j]
    next[k] = added
    last = next
  }
  return partial
}
