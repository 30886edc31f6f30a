import { describe, expect, it } from 'vitest'
import { backtest, createFoldRunner } from '../../engine/evaluate/backtest'
import type { CutPipeline } from '../../engine/evaluate/leak-proof'
import { proveNoLeak } from '../../engine/evaluate/leak-proof'
import { baselineMethods } from '../../engine/evaluate/methods'
import { firstRows } from '../../engine/evaluate/validation-origins'
import { choosePreparation } from '../../engine/prepare/choose-preparation'
import { applyPreparation, fitPreparation } from '../../engine/prepare/preparation'
import { createRandom } from '../../engine/random'
import { monthPanel, monthly } from '../helpers/panel'
import { readAugurs } from '../helpers/read-augurs'

const panel = monthPanel(120, 120)
const cut = 96
const methods = baselineMethods(readAugurs)
const prove = (run: CutPipeline) => proveNoLeak(panel, cut, run, createRandom(9))

describe('nothing that follows a cut changes a bit', () => {
  it.each(Object.keys(methods))('of a forecast by %s', async (name) => {
    const proof = await prove(async (series) => {
      const known = series.map((each) => firstRows(each, cut))
      const fitted = await methods[name]().fit(known, monthly)
      const forecasts = await fitted.predict(known)
      return forecasts.flatMap(({ mean, quantiles }) => [mean, ...(quantiles?.values ?? [])])
    })
    expect(proof).toMatchObject({ sealed: true, first: null })
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
      const known = series.map((each) => firstRows(each, cut))
      const choices = known.map((each) => choosePreparation(each, 12, 24))
      const prepared = series.map((each, i) =>
        applyPreparation(each, fitPreparation(each, choices[i], cut, 12)),
      )
      // Not the masks: whether a column has one is decided from the rows that it is applied to.
      return Promise.resolve(
        prepared.flatMap(({ target, inputs }) =>
          [target, inputs[0]].map((values) => values.subarray(0, cut)),
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
