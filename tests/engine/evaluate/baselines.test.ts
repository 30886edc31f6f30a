import { describe, expect, it } from 'vitest'
import { forecastBaselines } from '../../../engine/evaluate/scores'

const nan = Number.NaN

describe('baselines', () => {
  it('repeat the last value, the last season, and the slope from first to last', () => {
    const { naive, seasonalNaive, drift } = forecastBaselines(Float64Array.of(1, 5, 3, 7), 3, 2)
    expect([...naive]).toEqual([7, 7, 7])
    expect([...seasonalNaive]).toEqual([3, 7, 3])
    expect([...drift]).toEqual([9, 11, 13])
  })

  it('step over what is missing', () => {
    const train = Float64Array.of(nan, 2, 4, 6, 8, nan)
    const { naive, seasonalNaive, drift } = forecastBaselines(train, 3, 3)
    expect([...naive]).toEqual([8, 8, 8])
    expect([...seasonalNaive]).toEqual([6, 8, 4])
    expect([...drift]).toEqual([12, 14, 16])
  })

  it('are defined for one value and shorter than a season', () => {
    const { naive, seasonalNaive, drift } = forecastBaselines(Float64Array.of(4), 2, 12)
    for (const each of [naive, seasonalNaive, drift]) expect([...each]).toEqual([4, 4])
  })
})
