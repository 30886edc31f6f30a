import { nelderMead } from '../nelder-mead'
import {
  applyPolynomial,
  differencing,
  errorsOf,
  lagsOf,
  multiply,
  polynomialOf,
  stationary,
  type ArimaOrders,
} from './arima-model'

export interface FittedArima {
  readonly orders: ArimaOrders
  /** φ(B) Φ(B^season) without the differences, from B⁰. */
  readonly own: Float64Array
  /** θ(B) Θ(B^season), from B⁰. */
  readonly moving: Float64Array
  /** Mean of the differenced series; 0 without a constant. */
  readonly mean: number
  /** Of the differenced series, `[steps]`. */
  readonly errors: Float64Array
  readonly sigma: number
  /** Akaike's criterion, corrected for small samples. */
  readonly aicc: number
}

/** Partial autocorrelations this near to ±1 are a missing difference, or one too many. */
const largestPartial = 0.99
/** Runs over the data for each parameter and one more. */
const callsEach = 50

/**
 * Least squares of the one-step errors (Box & Jenkins 1970, 7.1.3: conditional on zeros before the start), so
 * that models of one differencing have the same number of errors and can be compared. The mean, in which the
 * errors are linear, has a closed form; the rest is searched for among stationary and invertible models by
 * Nelder and Mead's simplex. Null for too few values or a model at the edge of that region.
 * @param values without gaps
 */
export function fitArima(
  orders: ArimaOrders,
  values: Float64Array,
  season: number,
): FittedArima | null {
  const differenced = applyPolynomial(differencing(orders, season), values)
  const { p, q, seasonalP, seasonalQ } = orders
  const count = p + q + seasonalP + seasonalQ
  const k = count + (orders.constant ? 1 : 0) + 1
  const n = differenced.length
  if (n < k + 3) return null
  const ones = new Float64Array(n).fill(1)

  const at = (point: Float64Array): Omit<FittedArima, 'aicc' | 'sigma'> & { squares: number } => {
    const partials = Array.from(point, Math.tanh)
    const take = (length: number): readonly number[] => stationary(partials.splice(0, length))
    const own = multiply(polynomialOf(take(p), 1), polynomialOf(take(seasonalP), season))
    const moving = multiply(polynomialOf(take(q), 1), polynomialOf(take(seasonalQ), season))
    const ownLags = lagsOf(own)
    const movingLags = lagsOf(moving)
    let errors = errorsOf(differenced, ownLags, movingLags)
    let mean = 0
    if (orders.constant) {
      const unit = errorsOf(ones, ownLags, movingLags)
      mean = dot(errors, unit) / dot(unit, unit)
      errors = errors.map((error, t) => error - mean * unit[t])
    }
    return { orders, own, moving, mean, errors, squares: dot(errors, errors) }
  }
  const { point } = nelderMead(
    (candidate) => {
      if (candidate.some((value) => Math.abs(Math.tanh(value)) > largestPartial)) return Infinity
      return Math.log(Math.max(at(candidate).squares, 1e-300))
    },
    new Float64Array(count).fill(0.1),
    new Float64Array(count).fill(0.3),
    callsEach * (count + 1),
  )
  const { squares, ...fit } = at(point)
  // The edge is approached, never reached: what stops beside it wants to be there.
  if (point.some((value) => Math.abs(Math.tanh(value)) > largestPartial - 0.005)) return null
  if (!Number.isFinite(squares)) return null
  const variance = Math.max(squares / n, 1e-300)
  return {
    ...fit,
    sigma: Math.sqrt(squares / Math.max(1, n - k + 1)),
    aicc: n * Math.log(variance) + 2 * k + (2 * k * (k + 1)) / Math.max(1, n - k - 1),
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let t = 0; t < a.length; t++) sum += a[t] * b[t]
  return sum
}
