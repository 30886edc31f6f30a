import { describe, expect, it } from 'vitest'
import {
  applyLog,
  applySeasonalDifference,
  invertLog,
  invertSeasonalDifference,
  seasonalAnchors,
} from '../../../engine/prepare/transforms'
import { createRandom } from '../../../engine/random'

const nan = Number.NaN

describe('logarithm', () => {
  it('comes back to the values and keeps gaps', () => {
    const values = Float64Array.of(0.001, 1, nan, 622)
    const back = invertLog(applyLog(values))
    expect(back[2]).toBeNaN()
    for (const i of [0, 1, 3]) expect(back[i]).toBeCloseTo(values[i], 9)
  })
})

describe('seasonal difference', () => {
  it('compares with one season earlier, and over a gap with the season before', () => {
    const values = Float64Array.of(1, 10, 2, nan, 4, 15)
    expect([...applySeasonalDifference(values, 2)]).toEqual([nan, nan, 1, nan, 2, 5])
    expect([...seasonalAnchors(values, 2, 9)]).toEqual([nan, nan, 1, 10, 2, 10, 4, 15, 4])
  })

  it('inverts exactly beyond one season and reads nothing after the origin', () => {
    const random = createRandom(7)
    const values = Float64Array.from({ length: 60 }, () => Math.round(100 * random.normal()))
    const differences = applySeasonalDifference(values, 12)
    const origin = 30
    const past = values.slice()
    past.fill(nan, origin + 1)
    const restored = invertSeasonalDifference(differences.slice(origin + 1), past, 12, origin)
    expect([...restored]).toEqual([...values.slice(origin + 1)])
  })
})
