import { describe, expect, it } from 'vitest'
import {
  applyBoxCox,
  guerreroLambda,
  invertBoxCox,
  invertBoxCoxMean,
} from '../../../engine/prepare/box-cox'
import { growingMonths } from '../../helpers/series'
import { noise } from '../../helpers/panel'

describe('Box–Cox', () => {
  it.each([-0.5, 0, 0.3, 1, 2])('is undone for λ = %d', (lambda) => {
    const values = Float64Array.of(0.1, 1, 7, 250)
    const back = invertBoxCox(applyBoxCox(values, lambda), lambda)
    back.forEach((value, i) => expect(value).toBeCloseTo(values[i], 8))
    expect(applyBoxCox(Float64Array.of(Number.NaN), lambda)[0]).toBeNaN()
  })

  it('gives the formula’s values', () => {
    expect(applyBoxCox(Float64Array.of(9), 0.5)[0]).toBe(4)
    expect(invertBoxCox(Float64Array.of(-3), 0.5)[0]).toBe(0)
  })

  it('corrects the bias to the mean of the transformed normal', () => {
    // λ = ½: y = (w ÷ 2 + 1)², whose mean is (μ ÷ 2 + 1)² + σ² ÷ 4.
    const [mean] = invertBoxCoxMean(Float64Array.of(4), Float64Array.of(2), 0.5)
    expect(mean).toBeCloseTo(10, 12)
    const draws = noise(200_000).map((z) => Math.exp(1 + 0.2 * z))
    const seen = draws.reduce((sum, value) => sum + value, 0) / draws.length
    const [corrected] = invertBoxCoxMean(Float64Array.of(1), Float64Array.of(0.2), 0)
    expect(corrected / seen).toBeCloseTo(1, 2)
  })

  it('finds the power that evens the spread', () => {
    expect(guerreroLambda(growingMonths(240), 12)).toBeCloseTo(0, 0)
    const even = noise(240).map((z, i) => 50 + i + 5 * z)
    expect(guerreroLambda(even, 12)).toBeGreaterThan(0.5)
    expect(guerreroLambda(Float64Array.of(1, -1, 2), 2)).toBe(1)
    expect(guerreroLambda(new Float64Array(20).fill(3), 4)).toBe(1)
  })
})
