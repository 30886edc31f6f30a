import { describe, expect, it } from 'vitest'
import type { Series } from '../../../../engine/data/series'
import type { FitOptions } from '../../../../engine/evaluate/forecaster'
import { recurrentMethods } from '../../../../engine/forecast/recurrent/methods'
import { createRandom } from '../../../../engine/random'
import { seriesOf } from '../../../helpers/panels'
import { briefNetwork } from '../../../helpers/brief-network'
import { readAugurs } from '../../../helpers/read-augurs'

const random = createRandom(3)
const noise = (size: number): number => size * random.normal()
const make = (length: number, valueAt: (t: number) => number): readonly Series[] => [
  seriesOf(
    'one',
    Float64Array.from({ length }, (_, t) => valueAt(t)),
  ),
]
const wave = (t: number, season: number): number => Math.sin((2 * Math.PI * t) / season)

interface Case {
  readonly panel: readonly Series[]
  readonly season: number
  readonly horizon: number
  /** What follows the first series, without noise; null where nobody could know. */
  readonly truth: ((t: number) => number) | null
}
/** Made up to be awkward; each says what an honest method finds in it. */
const cases: Readonly<Record<string, Case>> = {
  'days of few sales': {
    panel: make(90, () => (random.uniform() < 0.75 ? 0 : Math.ceil(4 * random.uniform()))),
    ...{ season: 7, horizon: 7, truth: null },
  },
  'weeks of little more than a year': {
    panel: make(60, (t) => 100 + t + noise(2)),
    ...{ season: 52, horizon: 8, truth: (t) => 100 + t },
  },
  'thirty quarters': {
    panel: make(30, (t) => 60 + t + 10 * wave(t, 4) + noise(1)),
    ...{ season: 4, horizon: 8, truth: (t) => 60 + t + 10 * wave(t, 4) },
  },
  'twenty years': {
    panel: make(20, (t) => 10 + t / 2 + noise(0.3)),
    ...{ season: 1, horizon: 6, truth: (t) => 10 + t / 2 },
  },
  'a dozen quarters': {
    panel: make(12, (t) => 20 + t + noise(0.5)),
    ...{ season: 4, horizon: 4, truth: (t) => 20 + t },
  },
  'one value': { panel: make(60, () => 5), season: 7, horizon: 7, truth: () => 5 },
  'months with missing values': {
    panel: make(72, (t) =>
      random.uniform() < 0.15 ? Number.NaN : 100 + 20 * wave(t, 12) + noise(2),
    ),
    ...{ season: 12, horizon: 12, truth: (t) => 100 + 20 * wave(t, 12) },
  },
  'values below 0': {
    panel: make(90, (t) => 10 * wave(t, 7) - 5 + noise(1)),
    ...{ season: 7, horizon: 14, truth: (t) => 10 * wave(t, 7) - 5 },
  },
  'a horizon of half the history': {
    panel: make(60, (t) => 100 + 20 * wave(t, 12) + noise(1)),
    ...{ season: 12, horizon: 30, truth: (t) => 100 + 20 * wave(t, 12) },
  },
  'a new level': {
    panel: make(120, (t) => (t < 90 ? 10 : 1000) + noise(1)),
    ...{ season: 7, horizon: 7, truth: () => 1000 },
  },
  'short series of many lengths': {
    panel: Array.from({ length: 22 }, (_, k) =>
      seriesOf(
        `series ${String(k)}`,
        Float64Array.from({ length: 7 + 3 * (k % 8) }, (_, t) => 20 + t + 5 * wave(t, 4)),
      ),
    ),
    ...{ season: 4, horizon: 4, truth: (t) => 20 + t + 5 * wave(t, 4) },
  },
}

describe('auto on awkward data', () => {
  it.each(Object.entries(cases))('%s', async (_, { panel, season, horizon, truth }) => {
    const options: FitOptions = {
      ...{ horizon, season, frequency: { kind: 'index', multiple: 1 }, levels: [0.8, 0.95] },
      ...{ seed: 1, signal: { aborted: false }, pause: () => Promise.resolve() },
    }
    const fitted = await recurrentMethods(briefNetwork, 'fast', readAugurs)
      .auto()
      .fit(panel, options)
    const forecasts = await fitted.predict(panel)
    fitted.dispose()
    expect(forecasts).toHaveLength(panel.length)
    for (const { mean, quantiles } of forecasts) {
      expect(mean.every(Number.isFinite)).toBe(true)
      for (let h = 0; h < horizon; h++) {
        const column = quantiles?.values.map((path) => path[h]) ?? []
        expect(column.every(Number.isFinite)).toBe(true)
        expect([...column].sort((a, b) => a - b)).toEqual(column)
      }
    }
    if (truth === null) return
    const { values } = panel[0]
    const errorOf = (guess: (h: number) => number): number =>
      Array.from({ length: horizon }, (_, h) =>
        Math.abs(truth(values.length + h) - guess(h)),
      ).reduce((sum, error) => sum + error, 0) / horizon
    // Networks know little here; the whole is still no worse than the mean of all that was seen.
    const seen = values.filter((value) => !Number.isNaN(value))
    const mean = seen.reduce((sum, value) => sum + value, 0) / seen.length
    expect(errorOf((h) => forecasts[0].mean[h])).toBeLessThanOrEqual(errorOf(() => mean))
  })
})
