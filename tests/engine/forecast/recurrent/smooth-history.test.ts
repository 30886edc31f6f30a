import { describe, expect, it } from 'vitest'
import { smoothHistory } from '../../../../engine/forecast/recurrent/smooth-history'
import { createRandom } from '../../../../engine/random'

describe('smoothHistory', () => {
  it('finds a level and a season that are there', () => {
    const values = Float64Array.from({ length: 24 }, (_, t) => 10 + [3, -1, -2, 0][t % 4])
    const { levels, effects } = smoothHistory(values, 4)
    expect(effects).toHaveLength(28)
    levels.forEach((level) => expect(level).toBeCloseTo(10, 10))
    effects.forEach((effect, t) => expect(effect).toBeCloseTo([3, -1, -2, 0][t % 4], 10))
  })

  it('follows Holt and Winters from the first season on, with weights that fit best of the grid', () => {
    const random = createRandom(4)
    const values = Float64Array.from(
      { length: 60 },
      (_, t) => 0.1 * t + (1 + t / 30) * [2, 0, -2][t % 3] + 0.3 * random.normal(),
    )
    const { levels, effects } = smoothHistory(values, 3)
    const errorAt = (t: number): number => values[t] - effects[t] - levels[t - 1]
    const alpha = (levels[5] - levels[4]) / errorAt(5)
    const gamma = (effects[8] - effects[5]) / errorAt(5)
    expect([0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9].some((a) => Math.abs(a - alpha) < 1e-9)).toBe(true)
    for (let t = 1; t < values.length; t++) {
      expect(levels[t] - levels[t - 1]).toBeCloseTo(alpha * errorAt(t), 10)
      expect(effects[t + 3] - effects[t]).toBeCloseTo(gamma * errorAt(t), 10)
    }
    // A season that grows is worth following.
    expect(gamma).toBeGreaterThan(0)
  })

  it('has a level alone where two seasons are not there', () => {
    const { levels, effects } = smoothHistory(Float64Array.of(1, 2, 3, 4, 5), 4)
    expect(effects.every((effect) => effect === 0)).toBe(true)
    expect(levels[4]).toBeGreaterThan(3)
    expect(levels[4]).toBeLessThan(5)
  })
})
