import { describe, expect, it } from 'vitest'
import type { Series } from '../../../../engine/data/series'
import { etsForecaster } from '../../../../engine/evaluate/baselines/ets'
import type { FitOptions, Forecast, Panel } from '../../../../engine/evaluate/forecaster'
import { fitBeside } from '../../../../engine/forecast/recurrent/beside'
import { chooseApproach } from '../../../../engine/forecast/recurrent/choose-approach'
import { recurrentForecaster } from '../../../../engine/forecast/recurrent/recurrent-forecaster'
import { createRandom } from '../../../../engine/random'
import { createKernelNetwork } from '../../../helpers/kernel-network'
import { seasonalPanel, seriesOf } from '../../../helpers/panels'

const effort = { trialSteps: 15, steps: 15, seeds: 2 }
const settings = {
  createNetwork: createKernelNetwork,
  // What is tested here does not get truer with more steps.
  efforts: { panel: effort, few: effort, table: effort },
  cell: 'gru' as const,
  partners: [etsForecaster()],
}
const options: FitOptions = {
  horizon: 4,
  season: 4,
  frequency: { kind: 'quarterly', multiple: 1 },
  levels: [0.8],
  seed: 1,
  signal: { aborted: false },
  pause: () => Promise.resolve(),
}
const firstOf = (series: Series, rows: number): Series => ({
  ...series,
  values: series.values.subarray(0, rows),
})

async function run(panel: Panel, changes: Partial<FitOptions> = {}): Promise<readonly Forecast[]> {
  const fitted = await recurrentForecaster('auto', settings).fit(panel, { ...options, ...changes })
  const forecasts = await fitted.predict(panel)
  expect(fitted.reasons.length).toBeGreaterThan(1)
  fitted.dispose()
  return forecasts
}

/** Everything from `rows` on replaced by noise. */
function withNoise(panel: Panel, rows: number): Panel {
  const random = createRandom(9)
  return panel.map((series) => ({
    ...series,
    values: series.values.map((value, t) => (t < rows ? value : 1e4 * random.normal())),
  }))
}

describe('recurrentForecaster', () => {
  const few = seasonalPanel(2, 44, 4)
  const many = seasonalPanel(22, 36, 4)

  it.each([
    ['few series', few, 40],
    ['a panel', many, 32],
  ])('reads nothing after the cut: %s', async (_, panel, cut) => {
    const noisy = withNoise(panel, cut)
    const known = await run(panel.map((series) => firstOf(series, cut)))
    expect(await run(noisy.map((series) => firstOf(series, cut)))).toEqual(known)
    // Views into longer memory and copies of it alike.
    expect(
      await run(panel.map((series) => ({ ...series, values: series.values.slice(0, cut) }))),
    ).toEqual(known)
  })

  it('updates on a grown history, and still reads nothing after its end', async () => {
    const fitted = await recurrentForecaster('auto', settings).fit(
      few.map((series) => firstOf(series, 36)),
      options,
    )
    const grown = await fitted.predict(few.map((series) => firstOf(series, 40)))
    const noisy = await fitted.predict(withNoise(few, 40).map((series) => firstOf(series, 40)))
    fitted.dispose()
    expect(noisy).toEqual(grown)
  })

  it('gives as many steps and ordered quantiles as were asked for', async () => {
    const [{ mean, quantiles }] = await run(few, { levels: [0.5, 0.8] })
    expect(mean).toHaveLength(4)
    expect(quantiles?.probabilities).toEqual([0.1, 0.25, 0.5, 0.75, 0.9])
    for (let h = 0; h < 4; h++) {
      const values = quantiles?.values.map((path) => path[h]) ?? []
      expect([...values].sort((a, b) => a - b)).toEqual(values)
    }
    expect(Math.min(...(quantiles?.values[0] ?? []))).toBeGreaterThanOrEqual(0)
  })

  it('stops when it is cancelled', async () => {
    const signal = { aborted: false }
    let pauses = 0
    const pause = (): Promise<void> => {
      pauses += 1
      signal.aborted = pauses > 2
      return Promise.resolve()
    }
    await expect(run(few, { signal, pause })).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('forecasts series of zeros and of one value', async () => {
    const flat = [
      seriesOf('zeros', new Float64Array(30)),
      seriesOf('fives', new Float64Array(30).fill(5)),
    ]
    const [zeros, fives] = await run(flat)
    expect(Math.max(...zeros.mean.map(Math.abs))).toBeLessThan(0.5)
    expect(Math.max(...fives.mean.map((value) => Math.abs(value - 5)))).toBeLessThan(0.5)
  })

  it('names a history that has no value', async () => {
    const fitted = await recurrentForecaster('auto', settings).fit(few, options)
    await expect(fitted.predict([seriesOf('empty', [NaN, NaN])])).rejects.toMatchObject({
      code: 'series-too-short',
      message: expect.stringContaining('empty') as string,
    })
    fitted.dispose()
  })
})

describe('chooseApproach', () => {
  const reasonFor = (panel: Panel, season: number): string =>
    chooseApproach(panel, { ...options, season }, settings, fitBeside(panel)).reason

  it('tells kinds of panels apart by their sizes, values and dates', () => {
    const wave = (name: string, length: number): Series => ({
      name,
      calendar: { frequency: { kind: 'daily', multiple: 1 }, start: 0 },
      values: Float64Array.from(
        { length },
        (_, t) => 20 + 5 * Math.sin((2 * Math.PI * t) / 365.2425),
      ),
      covariates: [],
    })
    expect(reasonFor(seasonalPanel(22, 36, 4), 4)).toContain('22 series')
    expect(reasonFor(seasonalPanel(2, 36, 4), 4)).toContain('Few series')
    expect(reasonFor([wave('a', 800)], 1)).toContain('course of the year')
    expect(reasonFor([wave('a', 500)], 1)).toContain('Few series')
    expect(reasonFor([wave('a', 6000)], 1)).toContain('6000 rows')
  })
})
