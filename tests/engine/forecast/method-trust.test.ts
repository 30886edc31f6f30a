import { describe, expect, it } from 'vitest'
import { localForecaster } from '../../../engine/evaluate/baselines/local-forecaster'
import { naiveForecaster } from '../../../engine/evaluate/baselines/simple-forecasters'
import { hindcastOf } from '../../helpers/hindcast'
import { monthly, noise } from '../../helpers/panel'
import { seriesOf } from '../../helpers/series'

/** Repeats the last value, but for a trace. */
const copier = localForecaster('copier', [], ({ values }, { horizon }) => ({
  mean: new Float64Array(horizon).fill(values[values.length - 1] + 1e-6),
  quantiles: null,
}))
const methods = { naive: naiveForecaster, copier: () => copier }
const walk = noise(300, 0, 11).map(
  (
    (sum) => (value: number) =>
      (sum += value)
  )(500),
)
const options = { ...monthly, season: 1, horizon: 5, folds: 8 }

describe('trust in a method', () => {
  it('names a copycat over all steps of the folds, and offers returns', async () => {
    const { trust } = await hindcastOf([seriesOf(walk, 'daily')], methods, options)
    expect([...trust.keys()]).toEqual(['copier'])
    expect(trust.get('copier')).toMatchObject({
      copycat: {
        copies: true,
        sentence: "The copier repeats yesterday's value.",
        suggestion: { target: 'returns' },
      },
      oneStep: null,
    })
  })

  it('looks at the errors of one step ahead, which are those of the series itself', async () => {
    const oneStep = ['copier']
    const series = seriesOf(walk, 'daily')
    const made = await hindcastOf([series], methods, { ...options, oneStep })
    const diagnostics = made.trust.get('copier')?.oneStep?.diagnostics
    expect(diagnostics?.count).toBe(40)
    const steps = Array.from({ length: 40 }, (_, i) => walk[260 + i] - walk[259 + i] - 1e-6)
    const mean = steps.reduce((sum, value) => sum + value, 0) / 40
    expect(diagnostics?.mean).toBeCloseTo(mean, 9)
    const products = steps.slice(1).map((value, i) => (value - mean) * (steps[i] - mean))
    const squares = steps.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    const r1 = products.reduce((sum, value) => sum + value, 0) / squares
    expect(diagnostics?.autocorrelations[0]).toBeCloseTo(r1, 9)
    expect(diagnostics?.byWeekday).toHaveLength(7)
  })

  it('keeps the series of a panel apart', async () => {
    const panel = [walk, walk.map((value) => 10 * value)].map((values, i) => ({
      ...seriesOf(values, 'daily'),
      name: `s${String(i)}`,
    }))
    const { trust } = await hindcastOf(panel, methods, options)
    expect(trust.get('copier')?.copycat.movement).toBeLessThan(1e-4)
  })
})
