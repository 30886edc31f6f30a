import { describe, expect, it } from 'vitest'
import { applyZScore, invertZScore, zScoreStatistics } from '../../../engine/prepare/scalers'

describe('z-score', () => {
  it('takes mean and population deviation of the training part alone', () => {
    // 2, 4, 4, 4, 5, 5, 7, 9 is the textbook sample with mean 5 and deviation 2.
    const values = Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9, 1e6, Number.NaN)
    expect(zScoreStatistics(values, 0, 8)).toEqual({ mean: 5, deviation: 2 })
  })

  it('skips what is missing and keeps it missing', () => {
    const values = Float64Array.of(1, Number.NaN, 3)
    const scale = zScoreStatistics(values)
    expect(scale).toEqual({ mean: 2, deviation: 1 })
    expect([...applyZScore(values, scale)]).toEqual([-1, Number.NaN, 1])
  })

  it('comes back to the values', () => {
    const values = Float64Array.of(112, 118, 132.5, 129, -4)
    const scale = zScoreStatistics(values)
    const back = invertZScore(applyZScore(values, scale), scale)
    back.forEach((value, i) => expect(value).toBeCloseTo(values[i], 12))
  })

  it('is defined for a constant range and for none', () => {
    expect(zScoreStatistics(new Float64Array(9).fill(0.1))).toMatchObject({ deviation: 1 })
    expect(zScoreStatistics(new Float64Array(0))).toEqual({ mean: 0, deviation: 1 })
  })
})
