import { describe, expect, it } from 'vitest'
import { fullRate, observePlateau } from '../../../engine/train/plateau'
import { createSchedule } from '../../../engine/train/schedule'
import { smallSpec } from '../../helpers/networks'

describe('createSchedule', () => {
  it('keeps a constant rate', () => {
    const rate = createSchedule(smallSpec(), 100)
    expect([0, 50, 99].map((step) => rate(step, fullRate))).toEqual([0.01, 0.01, 0.01])
  })

  it('warms up in a line and follows half a cosine to its last step', () => {
    const schedule = { kind: 'cosine', warmupSteps: 4, finalShare: 0.02 } as const
    const rate = createSchedule(smallSpec({ schedule }), 105)
    const shares = [0, 1, 3, 4, 54, 104].map((step) => rate(step, fullRate) / 0.01)
    // Halfway along a cosine from 1 to 0.02 stands 0.51.
    const expected = [0.25, 0.5, 1, 1, 0.51, 0.02]
    shares.forEach((share, index) => {
      expect(share).toBeCloseTo(expected[index], 10)
    })
  })

  it('holds together where there is only warm-up or one step', () => {
    const schedule = { kind: 'cosine', warmupSteps: 10, finalShare: 0 } as const
    expect(createSchedule(smallSpec({ schedule }), 10)(9, fullRate)).toBeCloseTo(0.01, 12)
    const none = { ...schedule, warmupSteps: 0 }
    expect(createSchedule(smallSpec({ schedule: none }), 1)(0, fullRate)).toBeCloseTo(0.01, 12)
  })

  it('lowers the rate on a plateau, not below its share', () => {
    const schedule = { kind: 'plateau', factor: 0.5, patience: 2, finalShare: 0.2 } as const
    const rate = createSchedule(smallSpec({ schedule }), 100)
    const losses = [1, 0.9, 0.95, 0.9, 0.8, 0.81, 0.82, 0.83, 0.84, 0.85]
    let state = fullRate
    const rates = losses.map((loss) => {
      state = observePlateau(state, schedule, loss)
      return rate(0, state) / 0.01
    })
    expect(rates).toEqual([1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2])
  })
})
