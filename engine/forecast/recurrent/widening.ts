import { medianPath } from './path-scores'
import type { QuantilePaths } from './member'
import type { Origin } from './validation'

/**
 * How much each pair of quantiles is moved apart at each step, in units of the MASE scale:
 * `[pair][horizon]`, the outermost pair first, at least 0.
 */
export type Widening = readonly Float64Array[]

/** Fewest scores that a step's correction is taken from; fewer borrow from more distant steps. */
const enoughScores = 60

/**
 * Conformalised quantile regression (Romano, Patterson & Candès 2019) that only widens. The score of a
 * step is how far it lies outside the band, negative inside, ÷ the MASE scale; scores are pooled over
 * series and neighbouring steps, and the ⌈(m + 1) level⌉-th smallest of m is added to both sides. Bands
 * are never narrowed: days that were set aside may have been easier than those to come.
 * @param share of each correction that is applied, in [0, 1]
 */
export function fitWidening(
  origins: readonly Origin[],
  paths: readonly QuantilePaths[],
  probabilities: readonly number[],
  horizon: number,
  share: number,
): Widening {
  const pairs = (probabilities.length - 1) / 2
  return Array.from({ length: pairs }, (_, pair) => {
    const upper = probabilities.length - 1 - pair
    const level = probabilities[upper] - probabilities[pair]
    const scores: number[][] = Array.from({ length: horizon }, () => [])
    origins.forEach(({ actual, error }, i) => {
      actual.forEach((value, h) => {
        if (Number.isNaN(value)) return
        scores[h].push(Math.max(paths[i][pair][h] - value, value - paths[i][upper][h]) / error)
      })
    })
    return Float64Array.from(
      scores,
      (_, h) => share * Math.max(0, quantileOf(pooled(scores, h), level)),
    )
  })
}

/** Moves each pair of quantiles apart by its correction; `error` is the history's MASE scale. */
export function widen(
  paths: QuantilePaths,
  widening: Widening,
  error: number,
  least: number,
): QuantilePaths {
  const median = medianPath(paths)
  const edges = paths.map((path, k) => {
    const pair = Math.min(k, paths.length - 1 - k)
    if (pair === widening.length) return path
    const side = k === pair ? -1 : 1
    return path.map((value, h) => Math.max(least, value + side * widening[pair][h] * error))
  })
  // A pair that was widened less than the one inside it must still hold it.
  return edges.map((path, k) =>
    path.map((_, h) => {
      const between =
        k * 2 < paths.length
          ? edges.slice(k, widening.length)
          : edges.slice(widening.length + 1, k + 1)
      const values = [median[h], ...between.map((edge) => edge[h])]
      return k === widening.length
        ? median[h]
        : k < widening.length
          ? Math.min(...values)
          : Math.max(...values)
    }),
  )
}

function pooled(scores: readonly (readonly number[])[], step: number): readonly number[] {
  for (let reach = 1; ; reach++) {
    const near = scores.slice(Math.max(0, step - reach), step + reach + 1).flat()
    if (near.length >= enoughScores || reach >= scores.length) return near
  }
}

/** The ⌈(m + 1) level⌉-th smallest, the largest where there are too few; 0 of none. */
function quantileOf(scores: readonly number[], level: number): number {
  if (scores.length === 0) return 0
  const sorted = Float64Array.from(scores).sort()
  const rank = Math.ceil(Number(((sorted.length + 1) * level).toPrecision(12)))
  return sorted[Math.min(rank, sorted.length) - 1]
}
