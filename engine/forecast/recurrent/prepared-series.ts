import type { Series } from '../../data/series'
import { maseScale } from '../../evaluate/metrics'
import { smoothHistory, type SmoothedHistory } from './smooth-history'

/** A history as windows are cut from it. */
export interface PreparedSeries {
  /** The history itself, for methods that prepare on their own. */
  readonly source: Series
  /** The row of the source that is step 0. */
  readonly first: number
  /** `[steps]` from the first observed value on, NaN where one is missing: the targets. */
  readonly values: Float64Array
  /** `[steps]` without gaps: the inputs. */
  readonly filled: Float64Array
  /** Worked out when first asked for, as all that follows. */
  facts(): SeriesFacts
  /** Level and season of the logarithms of `filled`. */
  smoothed(): SmoothedHistory
}

/** What a whole history says about its values; measured on that history alone. */
export interface SeriesFacts {
  /** Mean of |x|. */
  readonly size: number
  /** Standard deviation, over n. */
  readonly deviation: number
  /** Half the smallest value above 0; 1 without any. Zeros are lifted to it before a logarithm. */
  readonly leastPositive: number
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
  const known = raw.findIndex((value) => !Number.isNaN(value))
  const first = known < 0 ? raw.length : known
  const values = raw.subarray(first)
  const filled = values.some(Number.isNaN) ? fillForward(values, season) : values
  const facts = onFirstUse(() => factsOf(values, season))
  const smoothed = onFirstUse(() => {
    const { leastPositive } = facts()
    const logarithms = filled.map((value) => Math.log(Math.max(value, leastPositive)))
    return smoothHistory(logarithms, season)
  })
  return { source, first, values, filled, facts, smoothed }
}

/** Of thousands of histories of a long table, most need no facts. */
function onFirstUse<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function fillForward(values: Float64Array, season: number): Float64Array {
  const filled = Float64Array.from(values)
  for (let t = 1; t < filled.length; t++) {
    if (Number.isNaN(filled[t])) filled[t] = filled[t >= season ? t - season : t - 1]
  }
  return filled
}

function factsOf(values: Float64Array, season: number): SeriesFacts {
  let count = 0
  let sum = 0
  let size = 0
  let leastPositive = Infinity
  for (const value of values) {
    if (Number.isNaN(value)) continue
    count += 1
    sum += value
    size += Math.abs(value)
    if (value > 0 && value < leastPositive) leastPositive = value
  }
  const mean = sum / count
  let squares = 0
  for (const value of values) if (!Number.isNaN(value)) squares += (value - mean) ** 2
  return {
    size: size / count,
    deviation: Math.sqrt(squares / count),
    leastPositive: leastPositive === Infinity ? 1 : leastPositive / 2,
    error: maseScale(values, season),
  }
}
