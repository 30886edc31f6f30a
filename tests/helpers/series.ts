import type { Frequency } from '../../engine/data/calendar'
import type { Covariate, Series } from '../../engine/data/series'
import { createRandom } from '../../engine/random'

/** A series from January 2000 on. */
export function seriesOf(
  values: Float64Array,
  kind: Frequency['kind'] = 'monthly',
  covariates: readonly Covariate[] = [],
): Series {
  const calendar = { frequency: { kind, multiple: 1 }, start: Date.UTC(2000, 0, 1) }
  return { name: 'sales', calendar, values, covariates }
}

/** Months that grow by 1 % each, with a season and noise in proportion to the level. */
export function growingMonths(length: number, seed = 1): Float64Array {
  const random = createRandom(seed)
  return Float64Array.from({ length }, (_, step) => {
    const season = 0.3 * Math.sin((2 * Math.PI * step) / 12)
    return 100 * Math.exp(0.01 * step + season + 0.03 * random.normal())
  })
}

/** Days with an annual wave of 10 and noise that lasts (first-order autoregression, 0.7). */
export function weatherDays(length: number, seed = 1): Float64Array {
  const random = createRandom(seed)
  let state = 0
  return Float64Array.from({ length }, (_, step) => {
    state = 0.7 * state + 2 * random.normal()
    return 15 - 10 * Math.cos((2 * Math.PI * step) / 365.2425) + state
  })
}
