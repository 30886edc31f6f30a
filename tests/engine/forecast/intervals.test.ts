import { describe, expect, it } from 'vitest'
import {
  conformalBands,
  conformalHalfWidth,
  residualsNeeded,
} from '../../../engine/forecast/intervals'
import { createRandom } from '../../../engine/random'

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1)

describe('conformal half-width', () => {
  it('takes the ⌈(m + 1) level⌉-th smallest residual', () => {
    expect(conformalHalfWidth(upTo(19), 0.95)).toBe(19)
    expect(conformalHalfWidth(upTo(39), 0.95)).toBe(38)
    expect(conformalHalfWidth(upTo(4), 0.8)).toBe(4)
    expect(conformalHalfWidth([-9, 1, -2, 3, 4, 5, 6, 7, 8], 0.8)).toBe(8)
    expect(conformalHalfWidth([3, -7], 0.95)).toBe(7)
    expect(residualsNeeded(0.95)).toBe(19)
    expect(residualsNeeded(0.8)).toBe(4)
  })

  it('covers what it promises, at any count', () => {
    const random = createRandom(5)
    // Skewed residuals: nothing is assumed about their distribution.
    const draw = (): number => Math.exp(random.normal()) - 1
    for (const count of [19, 25, 60]) {
      for (const level of [0.8, 0.95]) {
        let covered = 0
        const trials = 4000
        for (let trial = 0; trial < trials; trial++) {
          const half = conformalHalfWidth(Array.from({ length: count }, draw), level)
          if (Math.abs(draw()) <= half) covered += 1
        }
        const exact = Math.ceil(Math.round((count + 1) * level * 1e6) / 1e6) / (count + 1)
        expect(covered / trials).toBeGreaterThan(exact - 0.02)
        expect(covered / trials).toBeLessThan(exact + 0.02)
      }
    }
  })
})

describe('conformal bands', () => {
  it('keep each step to itself when there are enough windows', () => {
    const bands = conformalBands([upTo(19), upTo(19).map((value) => 2 * value)])
    expect([...bands.half95]).toEqual([19, 38])
    expect([...bands.half80]).toEqual([16, 32])
    expect(bands.report).toEqual({ windows: 19, caution: null })
  })

  it('borrow from neighbouring steps and say so', () => {
    const bands = conformalBands([upTo(7), upTo(7), upTo(7)])
    expect([...bands.half95]).toEqual([7, 7, 7])
    expect(bands.report.windows).toBe(7)
    expect(bands.report.caution).toBe(
      '7 validation windows are too few for 95 % at one step ahead, which needs 19: residuals of ' +
        'up to 2 neighbouring steps on each side were pooled, so steps differ less than they should.',
    )
  })

  it('say which level they can defend when all residuals are too few', () => {
    const bands = conformalBands([upTo(4), upTo(5)])
    expect([...bands.half95]).toEqual([5, 5])
    expect(bands.report.caution).toBe(
      '9 validation residuals are too few to defend 95 %, which needs 19: the outer band is their ' +
        'largest and defends 90 %.',
    )
  })
})
