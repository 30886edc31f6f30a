import { describe, expect, it } from 'vitest'
import { bias, mae, mase, maseScale, rmse, smape, wape } from '../../../engine/evaluate/metrics'

const nan = Number.NaN

// The worked example in the documentation of sktime's metrics.
const train = Float64Array.of(5, 0.5, 4, 6, 3, 5, 2)
const actual = Float64Array.of(3, -0.5, 2, 7, 2)
const forecast = Float64Array.of(2.5, 0, 2, 8, 1.25)

describe('metrics', () => {
  it('give the published values', () => {
    expect(mase(actual, forecast, maseScale(train, 1))).toBeCloseTo(0.18333333333333335, 12)
    expect(smape(actual, forecast)).toBeCloseTo(55.53379953379953, 10)
    expect(rmse(actual, forecast)).toBeCloseTo(0.6422616289332564, 12)
    expect(mae(actual, forecast)).toBeCloseTo(0.55, 12)
  })

  it('skip missing actual values and missing changes', () => {
    expect(mae(Float64Array.of(1, nan, 3), Float64Array.of(2, 100, 3))).toBe(0.5)
    expect(maseScale(Float64Array.of(1, nan, 4, 6, 10), 1)).toBe(3)
    expect(maseScale(Float64Array.of(1, 2, 4, nan, 5, 7), 2)).toBe(2)
  })

  it('define zeros and constants', () => {
    expect(smape(Float64Array.of(0, 1), Float64Array.of(0, 1))).toBe(0)
    expect(smape(Float64Array.of(0), Float64Array.of(3))).toBe(200)
    expect(smape(Float64Array.of(0, 0), Float64Array.of(0, 0))).toBe(0)
    // The first step has no percentage: 200 · 1 ÷ 3 of the second alone.
    expect(smape(Float64Array.of(0, 2), Float64Array.of(0, 1))).toBeCloseTo(200 / 3, 12)
    expect(wape(Float64Array.of(1, -3), Float64Array.of(2, -3))).toBe(25)
    expect(bias(Float64Array.of(1, nan, -3), Float64Array.of(2, 5, -3))).toBe(0.5)
    expect(maseScale(Float64Array.of(1, 2, 1, 2, 1, 2), 2)).toBe(1)
    expect(maseScale(Float64Array.of(-3, -3, -3), 1)).toBe(3)
    expect(maseScale(new Float64Array(5), 1)).toBe(1)
    expect(maseScale(Float64Array.of(1, 4), 12)).toBe(3)
  })

  it('are NaN when nothing can be compared', () => {
    expect(mae(Float64Array.of(nan), Float64Array.of(1))).toBeNaN()
  })
})
