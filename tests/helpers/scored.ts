import type { ScoredForecast } from '../../engine/evaluate/score-report'

/** A forecast of 0 with a band of ±1 at 80 %, and these actual values. */
export function scoredZero(
  series: string,
  fold: number,
  actual: readonly number[],
  error = 0,
): ScoredForecast {
  const at = (value: number): Float64Array => new Float64Array(actual.length).fill(value)
  return {
    series,
    fold,
    actual: Float64Array.from(actual),
    mean: at(error),
    quantiles: { probabilities: [0.1, 0.5, 0.9], values: [at(-1), at(0), at(1)] },
    scale: 1,
  }
}
