import { describe, expect, it } from 'vitest'
import { decompose } from '../../../engine/prepare/decompose'
import { fillGaps } from '../../../engine/prepare/fill-gaps'
import { robustStatistics } from '../../../engine/prepare/scalers'

const nan = Number.NaN

describe('gaps', () => {
  it('take the mean of the same place a season before and after, else the line between', () => {
    expect([...fillGaps(Float64Array.of(1, 10, nan, 12, 5, 14), 2)]).toEqual([1, 10, 3, 12, 5, 14])
    expect([...fillGaps(Float64Array.of(1, nan, nan, 4), 1)]).toEqual([1, 2, 3, 4])
  })

  it('are cut off at the start and carried on at the end', () => {
    expect([...fillGaps(Float64Array.of(nan, nan, 2, 3, nan), 1)]).toEqual([2, 3, 3])
    expect([...fillGaps(Float64Array.of(1, 2, 1, nan), 2)]).toEqual([1, 2, 1, 2])
    expect(fillGaps(Float64Array.of(nan), 1)).toHaveLength(0)
  })
})

describe('decomposition', () => {
  it('finds an exact season around an exact line', () => {
    const values = Float64Array.from({ length: 24 }, (_, t) => 2 * t + [3, -1, -4, 2][t % 4])
    const { trend, figure } = decompose(values, 4, 'additive')
    figure.forEach((value, i) => expect(value).toBeCloseTo([3, -1, -4, 2][i], 10))
    expect(trend[5]).toBeCloseTo(10, 10)
    expect(trend[1]).toBeNaN()
    const product = values.map((_, t) => 7 * [0.5, 1, 1.5][t % 3])
    expect([...decompose(product, 3, 'multiplicative').figure].map((v) => v.toFixed(9))).toEqual([
      '0.500000000',
      '1.000000000',
      '1.500000000',
    ])
  })
})

describe('scales', () => {
  it('hold for outliers and for sizes', () => {
    const { mean, deviation } = robustStatistics(Float64Array.of(1, 2, 3, 4, 1000, nan))
    expect(mean).toBe(3)
    expect(deviation).toBeCloseTo(2 / 1.349, 12)
    expect(robustStatistics(Float64Array.of(0, 0, 0, 0, 5)).deviation).toBe(2)
    expect(robustStatistics(Float64Array.of(nan))).toEqual({ mean: 0, deviation: 1 })
  })
})
