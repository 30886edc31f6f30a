import { describe, expect, it } from 'vitest'
import type { Covariate, Series } from '../../../engine/data/series'
import { runForecast } from '../../../engine/forecast/forecast'
import type { ForecastResult } from '../../../engine/forecast/forecast-result'
import { proveForecast } from '../../../engine/forecast/prove-forecast'
import { suggestSpec } from '../../../engine/forecast/suggest-spec'
import { createRandom } from '../../../engine/random'
import { createFused } from '../../helpers/networks'
import { readAugurs } from '../../helpers/read-augurs'
import { seriesOf } from '../../helpers/series'

const rows = 260
const horizon = 8
const noise = 0.1
const random = createRandom(21)
const draw = (count: number): Float64Array =>
  Float64Array.from({ length: count }, () => 2 * random.uniform() - 1)
const price: Covariate = { name: 'price', values: draw(rows), future: draw(horizon) }
/** Has no memory and no straight line in it: 10 + 4 price², and noise. */
const sales = price.values.map((value) => 10 + 4 * value ** 2 + noise * random.normal())
const known = seriesOf(sales, 'daily', [price])

const deps = {
  createNetwork: createFused,
  readAugurs,
  executorReason: 'Tested.',
  now: () => 0,
  pause: () => Promise.resolve(),
  signal: { aborted: false },
  emit: () => undefined,
}

function forecastOf(series: Series, epochs = 100): Promise<ForecastResult> {
  const spec = suggestSpec(series, { horizon, history: 8 })
  return runForecast({ series, spec: { ...spec, epochs } }, deps)
}

/** Mean absolute error of the hold-out, which the last rows are. */
function errorOf({ holdout }: ForecastResult): number {
  return holdout.reduce((sum, { mean, actual }) => sum + Math.abs(mean - actual), 0) / horizon
}

describe('a column that is known ahead', () => {
  it('is an input where there is enough of it to learn from', () => {
    const few = seriesOf(sales.slice(0, 120), 'daily', [
      { ...price, values: price.values.slice(0, 120) },
    ])
    const idle = { ...price, values: price.values.map(() => 1) }
    expect(suggestSpec(known).readout.kind).toBe('ahead')
    expect(suggestSpec(few).readout.kind).toBe('last')
    expect(suggestSpec({ ...known, covariates: [idle] }).readout.kind).toBe('last')
  })

  it('reaches the network at its step: the error falls to the noise, which it cannot without', async () => {
    const seen = await forecastOf(known)
    const unseen = await forecastOf({ ...known, covariates: [] })
    expect(errorOf(seen)).toBeLessThan(3 * noise)
    expect(errorOf(unseen)).toBeGreaterThan(6 * noise)
    // What is planned for the days to come decides what is forecast for them.
    const truth = Array.from(price.future ?? [], (value) => 10 + 4 * value ** 2)
    const far = seen.forecast.map(({ mean }, ahead) => Math.abs(mean - truth[ahead]))
    expect(Math.max(...far)).toBeLessThan(6 * noise)
  })

  it('lets nothing else through from beyond the cut', async () => {
    const rain = { name: 'rain', values: draw(rows) }
    const series = { ...known, covariates: [price, rain] }
    const spec = { ...suggestSpec(series, { horizon, history: 8 }), epochs: 4 }
    expect(await proveForecast({ series, spec }, deps)).toMatchObject({ sealed: true })
  })
})
