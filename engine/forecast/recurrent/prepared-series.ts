import type { Series } from '../../data/series'
import { maseScale } from '../../evaluate/metrics'

/** A history as windows are cut from it. */
export interface PreparedSeries {
  /** The history itself, for methods that prepare on their own. */
  readonly source: Series
  /** `[steps]` from the first observed value on, NaN where one is missing: the targets. */
  readonly values: Float64Array
  /** `[steps]` without gaps: the inputs. */
  readonly filled: Float64Array
  readonly facts: SeriesFacts
}

/** What a whole history says about its values; measured on that history alone. */
export interface SeriesFacts {
  /** Mean of |x|. */
  readonly size: number
  /** Standard deviation, over n. */
  readonly deviation: number
  /** Half the smallest value above 0; 1 without any. Zeros are lifted to it before a logarithm. */
  readonly leastPositive: number
  /** The smallest value. */
  readonly least: number
  /** Scale of MASE. */
  readonly error: number
}

/**
 * Trims missing values from the start and fills the others from what came before them: the value of a
 * season ago, in the first season the last value. Nothing is filled from its future, so a window that ends
 * at t is the same whatever follows t. A history without values stays empty.
 */
export function prepareSeries(source: Series, season: number): PreparedSeries {
  const raw = source.values
  const first = raw.findIndex((value) => !Number.isNaN(value))
  const values = first < 0 ? new Float64Array(0) : raw.subarray(first)
  const filled = Float64Array.from(values)
  for (let t = 1; t < filled.length; t++) {
    if (Number.isNaN(filled[t])) filled[t] = filled[t >= season ? t - season : t - 1]
  }
  return { source, values, filled, facts: factsOf(values, season) }
}

function factsOf(values: Float64Array, season: number): SeriesFacts {
  const known = values.filter((value) => !Number.isNaN(value))
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const positive = known.filter((value) => value > 0)
  return {
    size: known.reduce((sum, value) => sum + Math.abs(value), 0) / known.length,
    deviation: Math.sqrt(squares / known.length),
    leastPositive: positive.length === 0 ? 1 : positive.reduce((a, b) => Math.min(a, b)) / 2,
    least: known.reduce((a, b) => Math.min(a, b), Infinity),
    error: maseScale(values, season),
  }
}
