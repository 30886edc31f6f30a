import { describe, expect, it } from 'vitest'
import {
  chooseMembers,
  keepAlike,
  weightsOf,
} from '../../../../engine/forecast/recurrent/choose-members'
import type { Trial } from '../../../../engine/forecast/recurrent/trials'
import type { Origin } from '../../../../engine/forecast/recurrent/validation'
import { seriesOf } from '../../../helpers/series'

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

describe('chooseMembers', () => {
  /** Four series whose next value is 0. */
  const origins: readonly Origin[] = ['a', 'b', 'c', 'd'].map((name) => ({
    history: { ...seriesOf(Float64Array.of(1, 2)), name },
    actual: Float64Array.of(0),
    error: 1,
  }))
  /** Forecasts the same value everywhere, which is its error. */
  const trial = (name: string, value: number): Trial => ({
    learner: { name, trained: false, learn: () => Promise.reject(new Error('not to be learned')) },
    paths: origins.map(() => [Float64Array.of(value)]),
    score: Math.abs(value),
  })
  const approach = { alike: 0.1, most: 2, average: 'median' } as const
  const choose = (partner: number, yardstick: number | null = null): ReturnType<typeof brief> =>
    brief(
      chooseMembers(
        origins,
        {
          candidates: [trial('first', 1), trial('twin', 1), trial('far', 2)],
          partners: [trial('partner', partner)],
          yardstick: yardstick === null ? null : trial('yardstick', yardstick),
        },
        approach,
      ),
    )
  const brief = ({
    kept,
    partner,
    score,
  }: ReturnType<typeof chooseMembers>): {
    kept: readonly string[]
    partner: string | null
    share: number
    score: number
  } => ({
    kept: kept.map(({ learner }) => learner.name),
    partner: partner?.trial.learner.name ?? null,
    share: partner?.share ?? 0,
    score,
  })

  it('leaves a partner out that helps by less than noise', () => {
    expect(choose(0.99)).toMatchObject({ kept: ['first'], partner: null, score: 1 })
  })

  it('mixes one in by a quarter or a half', () => {
    expect(choose(-3)).toMatchObject({ kept: ['first'], share: 0.25, score: 0 })
    expect(choose(-0.95)).toMatchObject({ kept: ['first'], share: 0.5 })
  })

  it('gives three quarters only to one that is a fifth better than those kept', () => {
    expect(choose(-0.3)).toMatchObject({ kept: ['first'], partner: 'partner', share: 0.75 })
    expect(choose(0.5)).toMatchObject({ kept: [], partner: 'partner', share: 1 })
    expect(choose(0.85)).toMatchObject({ share: 0.5, score: 0.925 })
  })

  it('takes the yardstick where nothing beats it', () => {
    expect(choose(0.99, 0.98)).toMatchObject({ kept: [], partner: 'yardstick', share: 1 })
    expect(choose(0.99, 1.2)).toMatchObject({ kept: ['first'], partner: null })
  })
})
