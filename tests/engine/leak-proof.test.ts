import { describe, expect, it } from 'vitest'
import { backtest, createFoldRunner } from '../../engine/evaluate/backtest'
import type { CutPipeline } from '../../engine/evaluate/leak-proof'
import { proveNoLeak } from '../../engine/evaluate/leak-proof'
import type { Forecaster, Panel } from '../../engine/evaluate/forecaster'
import { baselineMethods } from '../../engine/evaluate/methods'
import { firstRows } from '../../engine/evaluate/validation-origins'
import { catalogue, methodNames } from '../../engine/forecast/catalogue'
import { proveForecast } from '../../engine/forecast/prove-forecast'
import { suggestSpec } from '../../engine/forecast/suggest-spec'
import type { Bounds } from '../../engine/spec/model-spec'
import { transformNames } from '../../engine/forecast/series-transform'
import type { TransformName } from '../../engine/forecast/series-transform'
import { choosePreparation } from '../../engine/prepare/choose-preparation'
import { applyPreparation, fitPreparation } from '../../engine/prepare/preparation'
import { suggestBounds } from '../../engine/prepare/bounds'
import { createRandom } from '../../engine/random'
import { briefNetwork } from '../helpers/brief-network'
import { monthPanel, monthly, noise } from '../helpers/panel'
import { readAugurs } from '../helpers/read-augurs'

const cut = 96
const steered = noise(120, 0, 5).map((value) => (value > 1 ? 1 : 0))
/** Months with one covariate that is known ahead, one that is not, and a text that is fixed. */
const panel = monthPanel(120, 120).map((series) => ({
  ...series,
  statics: { shop: series.name },
  values: series.values.map((value, step) => value * (1 + 0.2 * steered[step])),
  covariates: [
    { name: 'offer', values: steered, future: new Float64Array(12) },
    { name: 'rain', values: noise(120) },
  ],
}))
const methods = baselineMethods(readAugurs)
const sources = { createNetwork: briefNetwork, readAugurs, now: () => performance.now() }
const known = (transform?: TransformName) =>
  catalogue({ ...monthly, preset: 'fast', history: 12, transform }, sources)
const prove = (run: CutPipeline) => proveNoLeak(panel, cut, run, createRandom(9))

describe('nothing that follows a cut changes a bit', () => {
  const forecastBy = (create: () => Forecaster) => async (series: Panel) => {
    const before = series.map((each) => firstRows(each, cut))
    const fitted = await create().fit(before, monthly)
    const forecasts = await fitted.predict(before)
    fitted.dispose()
    return forecasts.flatMap(({ mean, quantiles }) => [mean, ...(quantiles?.values ?? [])])
  }

  it.each(methodNames)('of a forecast by %s, with covariates', async (name) => {
    const proof = await prove(forecastBy(known()[name]))
    expect(proof).toMatchObject({ sealed: true, first: null })
  })

  it.each(transformNames)('of a forecast on the scale %s', async (transform) => {
    const proof = await prove(forecastBy(known(transform).theta))
    expect(proof).toMatchObject({ sealed: true, first: null })
  })

  it('of bounds that the data suggest, which would leak if a fold followed the whole series', async () => {
    const amounts = monthPanel(120).map((series) => ({
      ...series,
      values: series.values.map((value) => Math.max(0, value - 140)),
    }))
    const provenWith = (boundsOf: (whole: Panel) => Bounds) => {
      const run: CutPipeline = (whole) => {
        const methods = catalogue({ ...monthly, preset: 'fast', bounds: boundsOf(whole) }, sources)
        return forecastBy(methods.naive)(whole)
      }
      return proveNoLeak(amounts, cut, run, createRandom(9))
    }
    expect((await provenWith(suggestBounds)).sealed).toBe(true)
    // What is called set by somebody is not asked for again.
    const leaks = await provenWith((whole) => ({ ...suggestBounds(whole), automatic: false }))
    expect(leaks.sealed).toBe(false)
  })

  it('of what a network said of its hold-out, as anybody can have proved', async () => {
    const [series] = panel
    const spec = { ...suggestSpec(series, { horizon: 6, history: 12 }), epochs: 4 }
    const told: number[] = []
    const proof = await proveForecast(
      { series, spec },
      {
        ...sources,
        executorReason: '',
        signal: { aborted: false },
        pause: () => Promise.resolve(),
        emit: (event) => event.kind === 'batch' && told.push(event.progress),
      },
    )
    expect(proof).toMatchObject({ sealed: true, first: null })
    expect(told).toEqual([...told].sort((a, b) => a - b))
  })

  it('of the folds of a backtest that end before it', async () => {
    const names = ['theta', 'linear']
    const proof = await prove(async (series) => {
      const { run } = createFoldRunner(methods, monthly, 'refit', () => 0)
      const plan = { folds: 4, horizon: 12, step: 12, leastTraining: 48, methods: names }
      const outputs: Float64Array[] = []
      const options = { ...plan, parallel: 1, signal: monthly.signal, now: () => 0 }
      for await (const { result } of backtest(series, options, run)) {
        // Folds end at rows 84, 96, 108 and 120.
        if (result.fold < 2) outputs.push(...result.forecasts.map(({ mean }) => mean))
      }
      return outputs
    })
    expect(proof.sealed).toBe(true)
  })

  it('of a preparation and of what it makes of the rows before', async () => {
    const proof = await prove(async (series) => {
      const before = series.map((each) => firstRows(each, cut))
      const choices = before.map((each) => choosePreparation(each, 12, 24))
      const prepared = series.map((each, i) =>
        applyPreparation(each, fitPreparation(each, choices[i], cut, 12)),
      )
      return Promise.resolve(
        prepared.flatMap(({ target, inputs }) =>
          [target, ...inputs].map((values) => values.subarray(0, cut)),
        ),
      )
    })
    expect(proof.sealed).toBe(true)
  })

  it('and a leak is found, with its place', async () => {
    const proof = await prove((series) =>
      Promise.resolve(series.map(({ values }) => Float64Array.of(values[0], Math.max(...values)))),
    )
    expect(proof.sealed).toBe(false)
    expect(proof.first).toMatchObject({ list: 0, index: 1 })
    expect(proof.sentence).toMatch(
      /^Number 2 of part 1 changed from .* it depends on the future\.$/,
    )
  })
})
