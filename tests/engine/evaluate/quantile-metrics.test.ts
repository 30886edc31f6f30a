import { describe, expect, it } from 'vitest'
import { bandOf, probabilitiesOf } from '../../../engine/evaluate/forecaster'
import {
  countInside,
  crps,
  msis,
  pinball,
  scaledPinball,
} from '../../../engine/evaluate/quantile-metrics'

const nan = Number.NaN
const five = [0.025, 0.1, 0.5, 0.9, 0.975]
// One step, five quantiles around 10; what happened is 14.
const quantiles = { probabilities: five, values: [4, 7, 10, 13, 16].map((v) => Float64Array.of(v)) }
const actual = Float64Array.of(14)

describe('quantile metrics', () => {
  it('weigh a miss above by q and below by 1 − q', () => {
    expect(pinball(14, 10, 0.9)).toBeCloseTo(3.6, 12)
    expect(pinball(10, 14, 0.9)).toBeCloseTo(0.4, 12)
    expect(pinball(10, 10, 0.3)).toBe(0)
  })

  it('give the sums worked out by hand', () => {
    // .025·10 + .1·7 + .5·4 + .9·1 + .025·2 = 0.25 + 0.7 + 2 + 0.9 + 0.05 = 3.9; × 2 ÷ 5 ÷ scale 2.
    expect(scaledPinball(actual, quantiles, 2)).toBeCloseTo(0.78, 12)
    // Weights .0625 .2375 .4 .2375 .0625, twice.
    const byHand = 2 * (0.0625 * 0.25 + 0.2375 * 0.7 + 0.4 * 2 + 0.2375 * 0.9 + 0.0625 * 0.05)
    expect(crps(actual, quantiles)).toBeCloseTo(byHand, 12)
    // 80 %: width 6, 1 above, 2 ÷ 0.2: 16; 95 %: inside, width 12.
    expect(msis(actual, quantiles, 0.8, 2)).toBeCloseTo(8, 9)
    expect(msis(actual, quantiles, 0.95, 2)).toBeCloseTo(6, 9)
  })

  it('of the median alone are MASE, and of a point are its absolute error', () => {
    const y = Float64Array.of(1, 5, nan)
    const median = { probabilities: [0.5], values: [Float64Array.of(2, 3, 9)] }
    expect(scaledPinball(y, median, 0.5)).toBeCloseTo(3, 12)
    expect(crps(y, median)).toBeCloseTo(1.5, 12)
  })

  it('skip what is missing and say NaN when nothing is left', () => {
    const band = { lower: Float64Array.of(0, 0, 0), upper: Float64Array.of(1, 1, 1) }
    expect(countInside(Float64Array.of(1, nan, 2), band)).toEqual({ inside: 1, count: 2 })
    expect(scaledPinball(Float64Array.of(nan), quantiles, 1)).toBeNaN()
    expect(msis(actual, quantiles, 0.5, 1)).toBeNaN()
  })
})

describe('levels', () => {
  it('ask for their edges and the median', () => {
    expect(probabilitiesOf([0.8, 0.95])).toEqual(five)
    expect(probabilitiesOf([])).toEqual([0.5])
  })

  it('find their band, or none', () => {
    expect(bandOf(quantiles, 0.8)).toEqual({
      lower: Float64Array.of(7),
      upper: Float64Array.of(13),
    })
    expect(bandOf(quantiles, 0.5)).toBeNull()
  })
})
