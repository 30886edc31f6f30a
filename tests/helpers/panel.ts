import type { Series } from '../../engine/data/series'
import type { FitOptions } from '../../engine/evaluate/forecaster'
import { createRandom } from '../../engine/random'
import { growingMonths, seriesOf } from './series'

export const monthly: FitOptions = {
  horizon: 12,
  season: 12,
  frequency: { kind: 'monthly', multiple: 1 },
  levels: [0.8, 0.95],
  seed: 1,
  signal: { aborted: false },
  pause: () => Promise.resolve(),
}

/** Months with trend and season, one series for each length; names `s0`, `s1`, … */
export function monthPanel(...lengths: readonly number[]): readonly Series[] {
  return lengths.map((length, i) => ({
    ...seriesOf(growingMonths(length, i + 1)),
    name: `s${String(i)}`,
  }))
}

/** Independent normal draws around a mean. */
export function noise(length: number, mean = 0, seed = 7): Float64Array {
  const random = createRandom(seed)
  return Float64Array.from({ length }, () => mean + random.normal())
}
