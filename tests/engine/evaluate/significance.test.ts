import { describe, expect, it } from 'vitest'
import { dieboldMariano, twoSidedT } from '../../../engine/evaluate/significance'
import { createRandom } from '../../../engine/random'

describe('Student’s t', () => {
  it('gives the tabled probabilities', () => {
    expect(twoSidedT(12.706, 1)).toBeCloseTo(0.05, 5)
    expect(twoSidedT(2.228, 10)).toBeCloseTo(0.05, 4)
    expect(twoSidedT(2.75, 30)).toBeCloseTo(0.01, 4)
    expect(twoSidedT(-1.96, 1e6)).toBeCloseTo(0.05, 4)
    expect(twoSidedT(0, 5)).toBe(1)
  })
})

describe('Diebold–Mariano test', () => {
  it('with no lags is the t test but for the divisor of the variance', () => {
    // Mean 2, sum of squares 10: variance 2, correction √(4 ÷ 5), statistic √0.8 · 2 ÷ √(2 ÷ 5) = √8.
    const { statistic, p } = dieboldMariano([0, 1, 2, 3, 4], 0)
    expect(statistic).toBeCloseTo(Math.sqrt(8), 12)
    expect(p).toBeCloseTo(0.0474, 4)
  })

  it('counts autocovariances and corrects for the horizon', () => {
    // Autocovariances 2 and 0.8, so variance 3.6; h = 2: correction √((6 − 4 + 2 ÷ 5) ÷ 5) = √0.48.
    const { statistic } = dieboldMariano([0, 1, 2, 3, 4], 1)
    expect(statistic).toBeCloseTo((Math.sqrt(0.48) * 2) / Math.sqrt(3.6 / 5), 12)
  })

  it('rejects about one in twenty pairs of equal forecasts', () => {
    const random = createRandom(11)
    let rejected = 0
    for (let trial = 0; trial < 2000; trial++) {
      const differences = Array.from({ length: 12 }, () => random.normal())
      if (dieboldMariano(differences, 0).p < 0.05) rejected += 1
    }
    expect(rejected / 2000).toBeGreaterThan(0.03)
    expect(rejected / 2000).toBeLessThan(0.07)
  })

  it('knows nothing from equal, from few and from no steps', () => {
    for (const differences of [[], [1], [2, 3], [0, 0, 0, 0]]) {
      expect(dieboldMariano(differences, 1).p).toBe(1)
    }
  })
})
