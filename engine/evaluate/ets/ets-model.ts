/**
 * Exponential smoothing as a state space model: error, trend and season, each none (N), additive (A), damped
 * additive (Ad) or multiplicative (M), in the notation of Hyndman, Koehler, Ord & Snyder, Forecasting with
 * Exponential Smoothing (2008).
 */
export interface EtsForm {
  readonly error: 'A' | 'M'
  readonly trend: 'N' | 'A' | 'Ad'
  readonly season: 'N' | 'A' | 'M'
}

/** Smoothing weights; those that a form does not use are 0, φ is 1. */
export interface EtsWeights {
  readonly alpha: number
  readonly beta: number
  readonly gamma: number
  readonly phi: number
}

/** Level, slope and the season's places, the first being that of the next step. */
export interface EtsState {
  readonly level: number
  readonly slope: number
  readonly season: Float64Array
}

export interface EtsRun {
  /** n ln Σ e² + 2 Σ ln |ŷ| (the latter for M errors): −2 ln likelihood but for a constant. */
  readonly loss: number
  /** Σ e² of the errors, relative ones for M. */
  readonly squares: number
  /** After the last value. */
  readonly state: EtsState
}

/**
 * Smooths `values` from `start`. `errors`, when given, receives the one-step errors (relative ones for M).
 * The loss is infinite where a multiplicative part meets a level that is not above 0.
 */
export function runEts(
  form: EtsForm,
  values: Float64Array,
  { alpha, beta, gamma, phi }: EtsWeights,
  start: EtsState,
  errors?: Float64Array,
): EtsRun {
  const places = start.season.slice()
  const count = Math.max(1, places.length)
  const relative = form.error === 'M'
  const additive = form.season === 'A'
  const multiplicative = form.season === 'M'
  const trended = form.trend !== 'N'
  let { level, slope } = start
  let squares = 0
  let logs = 0
  let valid = true
  let place = 0
  for (let t = 0; t < values.length; t++) {
    const value = values[t]
    const base = trended ? level + phi * slope : level
    const seasonal = places[place] ?? 0
    const expected = additive ? base + seasonal : multiplicative ? base * seasonal : base
    const error = relative ? (value - expected) / expected : value - expected
    squares += error * error
    if (relative) {
      if (!(expected > 0)) valid = false
      logs += Math.log(Math.abs(expected))
    }
    if (errors !== undefined) errors[t] = error
    const plain = additive ? value - seasonal : multiplicative ? value / seasonal : value
    const next = base + alpha * (plain - base)
    if (trended) slope = phi * slope + (beta / alpha) * (next - level - phi * slope)
    if (additive) places[place] = seasonal + gamma * (value - base - seasonal)
    else if (multiplicative) {
      if (!(base > 0)) valid = false
      places[place] = seasonal + gamma * (value / base - seasonal)
    }
    level = next
    place = place + 1 === count ? 0 : place + 1
  }
  const season = places.map((_, i) => places[(place + i) % count])
  const loss = values.length * Math.log(Math.max(squares, 1e-300)) + 2 * logs
  const finite = valid && Number.isFinite(loss)
  return { loss: finite ? loss : Infinity, squares, state: { level, slope, season } }
}

/** The expected values of the steps after `state`, `[horizon]`. */
export function etsMean(
  form: EtsForm,
  { phi }: EtsWeights,
  { level, slope, season }: EtsState,
  horizon: number,
): Float64Array {
  let damped = 0
  return Float64Array.from({ length: horizon }, (_, step) => {
    damped += phi ** (step + 1)
    const base = form.trend === 'N' ? level : level + damped * slope
    if (form.season === 'N') return base
    const seasonal = season[step % season.length]
    return form.season === 'A' ? base + seasonal : base * seasonal
  })
}

/** `ETS(M,Ad,A)`. */
export function etsName({ error, trend, season }: EtsForm): string {
  return `ETS(${error},${trend},${season})`
}
