import type { Series } from '../../engine/data/series'
import { createRandom } from '../../engine/random'

/** A monthly series of these values from January 2001. */
export function seriesOf(name: string, values: ArrayLike<number>): Series {
  return {
    name,
    calendar: { frequency: { kind: 'monthly', multiple: 1 }, start: Date.UTC(2001, 0, 1) },
    values: Float64Array.from(values),
    covariates: [],
  }
}

/**
 * Series that share a season and differ in level, trend and noise: what a network of a panel can learn and
 * the season before cannot say, as each season is higher than the last.
 */
export function seasonalPanel(count: number, length: number, season: number): readonly Series[] {
  const random = createRandom(5)
  return Array.from({ length: count }, (_, index) => {
    const level = 10 + 90 * random.uniform()
    const growth = 0.05 + 0.05 * random.uniform()
    const values = Float64Array.from({ length }, (_, t) => {
      const wave = 1 + 0.4 * Math.sin((2 * Math.PI * t) / season)
      return level * (1 + (growth * t) / season) * wave * (1 + 0.01 * random.normal())
    })
    return seriesOf(`series ${String(index + 1)}`, values)
  })
}
