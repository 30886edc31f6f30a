import { describe, expect, it } from 'vitest'
import { backtest, createFoldRunner } from '../../engine/evaluate/backtest'
import type { CutPipeline } from '../../engine/evaluate/leak-proof'
import { proveNoLeak } from '../../engine/evaluate/leak-proof'
import { baselineMethods } from '../../engine/evaluate/methods'
import { firstRows } from '../../engine/evaluate/validation-origins'
import { applyBoxCox, guerreroLambda } from '../../engine/prepare/box-cox'
import { choosePreparation } from '../../engine/prepare/choose-preparation'
import { decompose } from '../../engine/prepare/decompose'
import { fillGaps } from '../../engine/prepare/fill-gaps'
import { applyPreparation, fitPreparation } from '../../engine/prepare/preparation'
import { applyZScore, meanScaleStatistics, robustStatistics } from '../../engine/prepare/scalers'
import { applySeasonalDifference } from '../../engine/prepare/transforms'
import { applyWindow, fitWindow, seriesSize } from '../../engine/prepare/window-norm'
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
      return Promise.resolve(
        prepared.flatMap(({ target, inputs }) =>
          [target, ...inputs].map((values) => values.subarray(0, cut)),
        ),
      )
    })
    expect(proof.sealed).toBe(true)
  })

  it('of transforms that are fitted on the rows before', async () => {
    const proof = await prove((series) =>
      Promise.resolve(
        series.flatMap(({ values }) => {
          const known = values.subarray(0, cut)
          const size = seriesSize(known, 12)
          const lambda = guerreroLambda(known, 12)
          const robust = robustStatistics(known)
          const { trend, figure } = decompose(fillGaps(known, 12), 12, 'additive')
          const windows = (['ratio', 'log', 'std', 'lastValue', 'revin'] as const).map((norm) =>
            applyWindow(known.subarray(-36), fitWindow(known.subarray(-36), norm, size)),
          )
          return [
            ...windows,
            applyBoxCox(known, lambda),
            applyZScore(known, robust),
            applyZScore(known, meanScaleStatistics(known)),
            applySeasonalDifference(values, 12).subarray(0, cut),
            trend,
            figure,
          ]
        }),
      ),
    )
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
