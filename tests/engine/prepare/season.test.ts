import { describe, expect, it } from 'vitest'
import { findSeason, seasonalStrength, usualSeason } from '../../../engine/prepare/season'
import { createRandom } from '../../../engine/random'

const monthly = { kind: 'monthly', multiple: 1 } as const
const daily = { kind: 'daily', multiple: 1 } as const

function simulate(length: number, value: (step: number, noise: number) => number): Float64Array {
  const random = createRandom(3)
  return Float64Array.from({ length }, (_, step) => value(step, random.normal()))
}

describe('season', () => {
  it('knows the usual season of a frequency', () => {
    expect(usualSeason(monthly)).toBe(12)
    expect(usualSeason({ kind: 'minutely', multiple: 10 })).toBe(144)
    expect(usualSeason({ kind: 'hourly', multiple: 5 })).toBe(1)
    expect(usualSeason({ kind: 'yearly', multiple: 1 })).toBe(1)
  })

  it('measures strength from the variances, whatever the trend', () => {
    // Var(S) = 2 ÷ 2 for a sine of amplitude √2, Var(R) = 0.25: strength 1 − 0.25 ÷ 1.25 = 0.8.
    const wave = (step: number): number => Math.SQRT2 * Math.sin((2 * Math.PI * step) / 12)
    const values = simulate(1200, (step, noise) => 3 * step + wave(step) + 0.5 * noise)
    expect(seasonalStrength(values, 12)).toBeCloseTo(0.8, 1)
  })

  it('sees no week in a yearly wave with persistent noise', () => {
    let state = 0
    const values = simulate(1461, (step, noise) => {
      state = 0.7 * state + noise
      return 10 * Math.sin((2 * Math.PI * step) / 365.25) + state
    })
    expect(findSeason(values, daily)).toBe(1)
  })

  it('is 0 for constant, for short and for empty series', () => {
    expect(seasonalStrength(new Float64Array(48).fill(4), 12)).toBe(0)
    expect(seasonalStrength(new Float64Array(23), 12)).toBe(0)
    expect(seasonalStrength(new Float64Array(48).fill(Number.NaN), 12)).toBe(0)
  })
})
