/** A covariate that gives the target's value of a later step away, or of the same one. */
export interface Leak {
  /** Steps by which the covariate runs ahead; 0: it says the target's own value. */
  readonly ahead: number
  /** `equal`: the same numbers; `moves-alike`: its changes are the target's, scaled. */
  readonly kind: 'equal' | 'moves-alike'
}

/** Latest steps that are compared: enough to be sure, whatever the series' length. */
const mostSteps = 20_000
/** Pairs of known values that a comparison needs, and the share that must agree. */
const leastPairs = 20
const leastEqual = 0.99
const leastCorrelation = 0.9995

/**
 * Looks for a shift by which a covariate equals the target, or by which its changes are the target's
 * times a factor. Known in the past only, such a covariate may still be used by mistake as known ahead,
 * and then every backtest is too good to be true. Null when there is none.
 * @param values `[steps]` of the covariate, on the target's grid.
 * @param furthest largest shift looked at, at least 0.
 */
export function findLeak(
  values: Float64Array,
  target: Float64Array,
  furthest: number,
): Leak | null {
  const from = Math.max(0, target.length - mostSteps)
  const covariate = values.subarray(from)
  const wanted = target.subarray(from)
  const last = Math.min(furthest, wanted.length - leastPairs)
  for (let ahead = 0; ahead <= last; ahead++) {
    if (areEqual(covariate, wanted, ahead)) return { ahead, kind: 'equal' }
  }
  const changes = differences(covariate)
  const wantedChanges = differences(wanted)
  for (let ahead = 0; ahead <= last; ahead++) {
    const correlation = correlate(changes, wantedChanges, ahead)
    if (Math.abs(correlation) > leastCorrelation) return { ahead, kind: 'moves-alike' }
  }
  return null
}

/** Whether covariate[t] is target[t + ahead] nearly always, in a target that changes. */
function areEqual(covariate: Float64Array, target: Float64Array, ahead: number): boolean {
  let pairs = 0
  let equal = 0
  let changes = 0
  for (let t = 0; t + ahead < target.length; t++) {
    const value = target[t + ahead]
    if (Number.isNaN(value) || Number.isNaN(covariate[t])) continue
    pairs += 1
    if (t > 0 && value !== target[t + ahead - 1]) changes += 1
    if (Math.abs(value - covariate[t]) <= 1e-9 * Math.abs(value)) equal += 1
    // A tenth of the steps tells what cannot become equal any more.
    if (pairs === leastPairs && equal === 0) return false
  }
  return pairs >= leastPairs && changes * 2 > pairs && equal >= leastEqual * pairs
}

function differences(values: Float64Array): Float64Array {
  return Float64Array.from(
    { length: Math.max(0, values.length - 1) },
    (_, i) => values[i + 1] - values[i],
  )
}

/** Pearson's correlation of a[t] with b[t + ahead] over the pairs that are known; 0 for too few. */
function correlate(a: Float64Array, b: Float64Array, ahead: number): number {
  let n = 0
  let sumA = 0
  let sumB = 0
  let squaresA = 0
  let squaresB = 0
  let products = 0
  for (let t = 0; t + ahead < b.length; t++) {
    const x = a[t]
    const y = b[t + ahead]
    if (Number.isNaN(x) || Number.isNaN(y)) continue
    n += 1
    sumA += x
    sumB += y
    squaresA += x * x
    squaresB += y * y
    products += x * y
  }
  const spread = (squaresA - sumA ** 2 / n) * (squaresB - sumB ** 2 / n)
  return n < leastPairs || !(spread > 0) ? 0 : (products - (sumA * sumB) / n) / Math.sqrt(spread)
}
