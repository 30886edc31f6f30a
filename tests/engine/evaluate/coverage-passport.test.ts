import { describe, expect, it } from 'vitest'
import { coveragePassport, highestDefensible } from '../../../engine/evaluate/coverage-passport'
import { createRandom } from '../../../engine/random'
import { scoredZero } from '../../helpers/scored'

describe('coverage passport', () => {
  it('counts steps of one fold less than independent ones', () => {
    // Ten folds of ten steps; two folds miss altogether: 80 of 100, but only ten things happened.
    const folds = Array.from({ length: 10 }, (_, fold) =>
      scoredZero('a', fold, new Array<number>(10).fill(fold < 2 ? 5 : 0)),
    )
    const [entry] = coveragePassport(folds, [0.8])
    expect(entry).toMatchObject({ share: 0.8, steps: 100, clusters: 10, verdict: 'holds' })
    expect(entry.effective).toBeCloseTo(10, 0)
    // Clopper and Pearson of 8 in 10.
    expect(entry.limits[0]).toBeCloseTo(0.444, 1)
    expect(entry.limits[1]).toBeCloseTo(0.975, 1)
    expect(entry.sentence).toMatch(
      /^The band of 80 % held 80 % of 100 steps in 10 folds \(95 % limits 4\d to 9\d %\): as it says\.$/,
    )
  })

  it('counts independent steps in full', () => {
    const random = createRandom(3)
    const folds = Array.from({ length: 40 }, (_, fold) =>
      scoredZero(
        'a',
        fold,
        Array.from({ length: 5 }, () => (random.uniform() < 0.8 ? 0 : 9)),
      ),
    )
    const [entry] = coveragePassport(folds, [0.8])
    expect(entry.effective).toBeGreaterThan(120)
  })

  it('says when a band is too narrow or too wide', () => {
    const folds = (inside: number) =>
      Array.from({ length: 40 }, (_, fold) => scoredZero('a', fold, [fold < inside ? 0 : 9]))
    expect(coveragePassport(folds(20), [0.8])[0].verdict).toBe('too-narrow')
    expect(coveragePassport(folds(40), [0.8])[0].verdict).toBe('too-wide')
  })

  it('clusters by series when there is one fold, and leaves out what has no band', () => {
    const series = ['a', 'b', 'c'].map((name) => scoredZero(name, 0, [0, Number.NaN, 0]))
    expect(coveragePassport(series, [0.8, 0.95])).toMatchObject([
      { level: 0.8, steps: 6, clusters: 3 },
    ])
    const bare = series.map((each) => ({ ...each, quantiles: null }))
    expect(coveragePassport(bare, [0.8])).toEqual([])
    expect(coveragePassport([], [0.8])).toEqual([])
  })
})

describe('the highest level', () => {
  it('is what the (m + 1) rule defends, and says so', () => {
    expect(highestDefensible([0.8, 0.95], 19)).toEqual({ level: 0.95, sentence: null })
    expect(highestDefensible([0.8, 0.95], 12)).toEqual({
      level: 0.8,
      sentence: '12 folds are too few to defend a band of 95 %: the highest they defend is 80 %.',
    })
    expect(highestDefensible([0.8, 0.95], 1)).toEqual({
      level: null,
      sentence: '1 fold is too few to defend a band of 95 %: none can be defended.',
    })
  })
})
