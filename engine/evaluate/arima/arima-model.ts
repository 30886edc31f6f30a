/** Orders of ARIMA(p, d, q)(P, D, Q) with a season, in the notation of Box & Jenkins. */
export interface ArimaOrders {
  readonly p: number
  readonly d: number
  readonly q: number
  readonly seasonalP: number
  readonly seasonalD: number
  readonly seasonalQ: number
  /** Whether the differenced series has a mean of its own. */
  readonly constant: boolean
}

/** Coefficients of one side of the model, by lag. */
export interface Lags {
  readonly lags: readonly number[]
  readonly weights: readonly number[]
}

/**
 * Coefficients of a stationary autoregression from values in (−1, 1), its partial autocorrelations, by the
 * Durbin–Levinson recursion (Monahan 1984): φ_kk = r_k, φ_kj = φ_(k−1)j − r_k φ_(k−1)(k−j). Negated they are
 * an invertible moving average.
 */
export function stationary(partials: readonly number[]): readonly number[] {
  let weights: number[] = []
  for (const partial of partials) {
    const before = weights
    weights = before.map((weight, j) => weight - partial * before[before.length - 1 - j])
    weights.push(partial)
  }
  return weights
}

/** 1 − Σ w_i B^(i · apart), as coefficients of B⁰, B¹, … */
export function polynomialOf(weights: readonly number[], apart: number): Float64Array {
  const polynomial = new Float64Array(weights.length * apart + 1)
  polynomial[0] = 1
  weights.forEach((weight, i) => {
    polynomial[(i + 1) * apart] = -weight
  })
  return polynomial
}

export function multiply(a: Float64Array, b: Float64Array): Float64Array {
  const product = new Float64Array(a.length + b.length - 1)
  a.forEach((left, i) => {
    b.forEach((right, j) => {
      product[i + j] += left * right
    })
  })
  return product
}

/** (1 − B)^d (1 − B^season)^D. */
export function differencing(
  { d, seasonalD }: Pick<ArimaOrders, 'd' | 'seasonalD'>,
  season: number,
): Float64Array {
  let polynomial: Float64Array = Float64Array.of(1)
  for (let i = 0; i < d; i++) polynomial = multiply(polynomial, polynomialOf([1], 1))
  for (let i = 0; i < seasonalD; i++) polynomial = multiply(polynomial, polynomialOf([1], season))
  return polynomial
}

/** Σ polynomial_i · x_(t−i), from the first t on that has all of them. */
export function applyPolynomial(polynomial: Float64Array, values: Float64Array): Float64Array {
  const lost = polynomial.length - 1
  return Float64Array.from({ length: Math.max(0, values.length - lost) }, (_, t) =>
    polynomial.reduce((sum, weight, i) => sum + weight * values[t + lost - i], 0),
  )
}

/** The terms of a polynomial behind its 1 that are not 0. */
export function lagsOf(polynomial: Float64Array): Lags {
  const lags: number[] = []
  for (let lag = 1; lag < polynomial.length; lag++) if (polynomial[lag] !== 0) lags.push(lag)
  return { lags, weights: lags.map((lag) => polynomial[lag]) }
}

/** e with θ(B) e = φ(B) w, values and errors before the first taken as 0. */
export function errorsOf(values: Float64Array, own: Lags, moving: Lags): Float64Array {
  const errors = new Float64Array(values.length)
  for (let t = 0; t < values.length; t++) {
    let error = values[t]
    for (let i = 0; i < own.lags.length && own.lags[i] <= t; i++) {
      error += own.weights[i] * values[t - own.lags[i]]
    }
    for (let i = 0; i < moving.lags.length && moving.lags[i] <= t; i++) {
      error -= moving.weights[i] * errors[t - moving.lags[i]]
    }
    errors[t] = error
  }
  return errors
}

/** `ARIMA(0,1,1)(0,1,1)`. */
export function arimaName(orders: ArimaOrders): string {
  const { p, d, q, seasonalP, seasonalD, seasonalQ } = orders
  const seasonal =
    seasonalP + seasonalD + seasonalQ > 0 ? `(${seasonalP},${seasonalD},${seasonalQ})` : ''
  return `ARIMA(${p},${d},${q})${seasonal}`
}
