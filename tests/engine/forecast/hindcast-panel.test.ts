import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../engine/errors'
import { localForecaster } from '../../../engine/evaluate/baselines/local-forecaster'
import { naiveForecaster } from '../../../engine/evaluate/baselines/simple-forecasters'
import { hindcastPanel } from '../../../engine/forecast/hindcast-panel'
import { monthPanel, monthly } from '../../helpers/panel'

const options = { ...monthly, horizon: 6, folds: 4, now: () => 0 }

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
  return {
    naive: { title: 'the last value', create: naiveForecaster },
    fragile: { title: 'the fragile', create: () => fragile },
  }
}

describe('hindcastPanel', () => {
  it('keeps the folds that every method has forecast when it is cancelled', async () => {
    const made = await hindcastPanel(monthPanel(96), methods(2), ['naive'], options)
    expect(made).toMatchObject({ folds: 2, planned: 4 })
    expect(made.methods.map(({ forecasts }) => forecasts.map(({ fold }) => fold))).toEqual([
      [0, 1],
      [0, 1],
    ])
  })

  it('throws when no fold was whole, and what else a method throws', async () => {
    const cancelled = hindcastPanel(monthPanel(96), methods(0), ['naive'], options)
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
  })
})
