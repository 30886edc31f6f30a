import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../engine/errors'
import { localForecaster } from '../../../engine/evaluate/baselines/local-forecaster'
import { naiveForecaster } from '../../../engine/evaluate/baselines/simple-forecasters'
import type { MethodName } from '../../../engine/forecast/catalogue'
import { planHindcast } from '../../../engine/forecast/hindcast-panel'
import { createRandom } from '../../../engine/random'
import { hindcastOf } from '../../helpers/hindcast'
import { monthPanel, monthly } from '../../helpers/panel'

const options = { ...monthly, horizon: 6, folds: 4 }

/** Forecasts like naive until a number of fits; then it is interrupted. */
function interruptedAfter(fits: number) {
  let made = 0
  return localForecaster('fragile', [], ({ values }, { horizon }) => {
    made += 1
    if (made > fits) throw new EngineError('cancelled', 'Cancelled.')
    return { mean: new Float64Array(horizon).fill(values[values.length - 1]), quantiles: null }
  })
}

function methods(fits: number) {
  const fragile = interruptedAfter(fits)
  return { naive: naiveForecaster, fragile: () => fragile }
}

describe('planHindcast', () => {
  const wishes = { methods: ['theta', 'gru'], horizon: 6, levels: [0.8] } as const

  it('adds every baseline, and judges what was asked for', () => {
    const { methods } = planHindcast(monthPanel(96), 12, wishes)
    const those = (of: 'isBaseline' | 'isJudged') =>
      methods.filter((each) => each[of]).map(({ method }) => method)
    expect(those('isJudged')).toEqual(['theta', 'gru'])
    expect(those('isBaseline')).toEqual([
      ...['naive', 'seasonalNaive', 'drift', 'mean', 'theta', 'ets', 'mstlEts', 'arima'],
      ...['autoregression', 'linear'],
    ])
  })

  it('leaves ARIMA out where its searches would take minutes, unless it is asked for', () => {
    const panel = monthPanel(...Array<number>(101).fill(96))
    const baselines = (methods: readonly MethodName[]) =>
      planHindcast(panel, 12, { ...wishes, methods, folds: 2 }).methods.map(({ method }) => method)
    expect(baselines(['theta'])).not.toContain('arima')
    expect(baselines(['theta'])).toContain('autoregression')
    expect(baselines(['arima'])).toContain('arima')
  })

  it('knows no season that shows only after the first origin', () => {
    const [series] = monthPanel(96)
    const random = createRandom(5)
    const values = series.values.map((value, row) => (row < 60 ? random.normal() : value))
    const plan = planHindcast([{ ...series, values }], 12, { ...wishes, folds: 6 })
    expect(plan).toMatchObject({ season: 1, series: [{ origins: [60, 66, 72, 78, 84, 90] }] })
    expect(planHindcast([series], 12, wishes).season).toBe(12)
  })
})

describe('hindcastPanel', () => {
  it('keeps the folds that every method has forecast when it is cancelled', async () => {
    const made = await hindcastOf(monthPanel(96), methods(2), options)
    expect(made).toMatchObject({ folds: [0, 1], plan: { folds: 4 } })
    expect(made.methods.map(({ forecasts }) => forecasts.map(({ fold }) => fold))).toEqual([
      [0, 1],
      [0, 1],
    ])
  })

  it('throws when no fold was whole', async () => {
    const cancelled = hindcastOf(monthPanel(96), methods(0), options)
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
  })
})
