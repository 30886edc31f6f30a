import { bandOf, probabilitiesOf } from './forecaster'
import type { Forecast, Quantiles } from './forecaster'

/** A forecast of rows that were held back for calibration, beside what happened. */
export interface CalibrationCase {
  /** `[horizon]`, NaN where there is no value. */
  readonly actual: Float64Array
  readonly forecast: Forecast
  /** Of MASE: makes series of different size comparable. Above 0. */
  readonly scale: number
}

export interface Conformal {
  readonly levels: readonly number[]
  /** How far each band's edges move outwards, in units of the scale, `[level][horizon]`. */
  readonly corrections: readonly Float64Array[]
  /** Fewest scores behind a step of each level; from `scoresNeeded` on the level can be defended. */
  readonly scores: readonly number[]
}

/** Fewest scores m with ⌈(m + 1) level⌉ ≤ m. */
export function scoresNeeded(level: number): number {
  return Math.ceil(exact(level / (1 - level)))
}

/** The highest level that m scores defend, m ÷ (m + 1). */
export function defendedLevel(scores: number): number {
  return scores / (scores + 1)
}

/**
 * Conformalised quantile regression (Romano, Patterson & Candès 2019), for each step ahead: the
 * ⌈(m + 1) level⌉-th smallest of the scores max(lower − y, y − upper) ÷ scale. The scores are those of all
 * cases at this step and its neighbours on both sides, more of them while they are too few for the level;
 * with too few in all it is the largest. A forecast without quantiles is a band without width.
 * @param widenOnly keeps bands that calibration would narrow: validation rows may be easier than those to
 * come (they were on NN5, where plain conformal bands of 80 % covered 71 %).
 */
export function calibrate(
  cases: readonly CalibrationCase[],
  levels: readonly number[],
  horizon: number,
  widenOnly = true,
): Conformal {
  const fewest: number[] = []
  const corrections = levels.map((level) => {
    const scores = scoresOf(cases, level, horizon)
    let least = Infinity
    const moves = Float64Array.from({ length: horizon }, (_, step) => {
      const pooled = pool(scores, step, scoresNeeded(level))
      least = Math.min(least, pooled.length)
      return ranked(pooled, level)
    })
    fewest.push(least)
    return moves
  })
  // With a band of no width the correction is the band, so it is kept as it is.
  const wide = cases.every(({ forecast }) => forecast.quantiles !== null)
  const limited =
    widenOnly && wide
      ? corrections.map((each) => each.map((move) => Math.max(0, move)))
      : corrections
  return { levels, corrections: limited, scores: fewest }
}

/** The forecast with its bands corrected for a series of this scale; wider levels hold narrower ones. */
export function withCorrections(
  { mean, quantiles }: Forecast,
  { levels, corrections }: Conformal,
  scale: number,
): Forecast {
  const probabilities = probabilitiesOf(levels)
  const values = probabilities.map((share) => {
    if (share === 0.5) return mean
    const index = levels.findIndex((level) => Math.abs(Math.abs(2 * share - 1) - level) < 1e-9)
    const side = share < 0.5 ? -1 : 1
    const edge = edgeOf({ mean, quantiles }, levels[index], side)
    return edge.map((value, step) => {
      const move = corrections[index][step]
      return value + side * scale * (Number.isNaN(move) ? 0 : move)
    })
  })
  return { mean, quantiles: nested({ probabilities, values }) }
}

function edgeOf({ mean, quantiles }: Forecast, level: number, side: -1 | 1): Float64Array {
  const band = quantiles === null ? null : bandOf(quantiles, level)
  if (band === null) return mean
  return side < 0 ? band.lower : band.upper
}

/** Each quantile at least the one before it, looking outwards from the median. */
function nested({ probabilities, values }: Quantiles): Quantiles {
  const middle = probabilities.indexOf(0.5)
  const result = [...values]
  for (let k = middle + 1; k < result.length; k++) {
    result[k] = result[k].map((value, step) => Math.max(value, result[k - 1][step]))
  }
  for (let k = middle - 1; k >= 0; k--) {
    result[k] = result[k].map((value, step) => Math.min(value, result[k + 1][step]))
  }
  return { probabilities, values: result }
}

function scoresOf(
  cases: readonly CalibrationCase[],
  level: number,
  horizon: number,
): readonly (readonly number[])[] {
  const scores = Array.from({ length: horizon }, (): number[] => [])
  for (const { actual, forecast, scale } of cases) {
    const lower = edgeOf(forecast, level, -1)
    const upper = edgeOf(forecast, level, 1)
    actual.forEach((value, step) => {
      const score = Math.max(lower[step] - value, value - upper[step]) / scale
      if (!Number.isNaN(score)) scores[step].push(score)
    })
  }
  return scores
}

function pool(
  scores: readonly (readonly number[])[],
  step: number,
  needed: number,
): readonly number[] {
  for (let reach = 1; ; reach++) {
    const pooled = scores.slice(Math.max(0, step - reach), step + reach + 1).flat()
    if (pooled.length >= needed || reach >= scores.length) return pooled
  }
}

function ranked(scores: readonly number[], level: number): number {
  if (scores.length === 0) return Number.NaN
  const sorted = [...scores].sort((a, b) => a - b)
  const rank = Math.ceil(exact((sorted.length + 1) * level))
  return sorted[Math.min(rank, sorted.length) - 1]
}

/** Takes away the trace that a product of decimals leaves, such as 19.000000000000018. */
function exact(value: number): number {
  return Number(value.toPrecision(12))
}
