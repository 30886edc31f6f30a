import { describe, expect, it } from 'vitest'
import { keepAlike, weightsOf } from '../../../../engine/forecast/recurrent/trials'

const scored = (...scores: number[]): { score: number }[] => scores.map((score) => ({ score }))

describe('keepAlike', () => {
  it('keeps those near the best, best first', () => {
    expect(keepAlike(scored(1.2, 1, 1.02, 1.04), 0.03, 3)).toEqual(scored(1, 1.02))
    expect(keepAlike(scored(1.2, 1, 1.02, 1.04), 0.05, 2)).toEqual(scored(1, 1.02))
  })

  it('keeps the first where nothing could be scored', () => {
    expect(keepAlike(scored(NaN, NaN, NaN), 0.03, 2)).toHaveLength(2)
  })
})

describe('weightsOf', () => {
  it('falls with the fourth power: twice the error has a sixteenth of the weight', () => {
    const [first, second] = weightsOf(scored(1, 2))
    expect(first).toBeCloseTo(16 / 17, 12)
    expect(second).toBeCloseTo(1 / 17, 12)
  })

  it('is equal without scores, and leaves exact forecasts to themselves', () => {
    expect(weightsOf(scored(NaN, NaN))).toEqual([0.5, 0.5])
    expect(weightsOf(scored(0, 0.1))).toEqual([1, 0])
  })
})
