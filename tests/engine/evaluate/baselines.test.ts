import { describe, expect, it } from 'vitest'
import { drift } from '../../../engine/evaluate/baselines/drift'
import { naive } from '../../../engine/evaluate/baselines/naive'
import { seasonalNaive } from '../../../engine/evaluate/baselines/seasonal-naive'

const nan = Number.NaN

describe('baselines', () => {
  it('repeat the last value, the last season, and the slope from first to last', () => {
    const train = Float64Array.of(1, 5, 3, 7)
    expect([...naive(train, 3)]).toEqual([7, 7, 7])
    expect([...seasonalNaive(train, 3, 2)]).toEqual([3, 7, 3])
    expect([...drift(train, 3)]).toEqual([9, 11, 13])
  })

  it('step over what is missing', () => {
    const train = Float64Array.of(nan, 2, 4, 6, 8, nan)
    expect([...naive(train, 3)]).toEqual([8, 8, 8])
    expect([...seasonalNaive(train, 3, 3)]).toEqual([6, 8, 4])
    expect([...drift(train, 3)]).toEqual([12, 14, 16])
  })

  it('are defined for one value and shorter than a season', () => {
    const train = Float64Array.of(4)
    const made = [naive(train, 2), seasonalNaive(train, 2, 12), drift(train, 2)]
    for (const each of made) expect([...each]).toEqual([4, 4])
  })
})
