import { describe, expect, it } from 'vitest'
import { isClearlyBetter } from '../../../../engine/forecast/recurrent/clearly-better'
import type { Origin } from '../../../../engine/forecast/recurrent/validation'
import { seriesOf } from '../../../helpers/panels'

const horizon = 4
const origin = (name: string, at: number): Origin => ({
  history: seriesOf(name, new Float64Array(at)),
  actual: new Float64Array(horizon),
  error: 1,
})
/** Forecasts that err by as much at each origin. */
const erring = (...errors: number[]): Float64Array[][] =>
  errors.map((error) => [new Float64Array(horizon).fill(error)])

describe('isClearlyBetter', () => {
  const apart = [20, 24, 28, 32, 36].map((at) => origin('a', at))
  const others = erring(2, 2.1, 1.9, 2, 2)

  it('is so for a lead at every time, not for a lead at one of them', () => {
    expect(isClearlyBetter(apart, erring(1, 1.2, 1, 1.1, 0.9), others)).toBe(true)
    expect(isClearlyBetter(apart, erring(2, 2.1, 1.9, 2, 0.5), others)).toBe(false)
  })

  it('takes more than 3 %', () => {
    expect(isClearlyBetter(apart, erring(1.96, 2.06, 1.86, 1.96, 1.96), others)).toBe(false)
  })

  it('counts origins of one time once, however many series and steps repeat its luck', () => {
    const crowd = Array.from({ length: 12 }, (_, i) => `series ${i}`).flatMap((name) =>
      [20, 21, 28, 29, 36].map((at) => origin(name, at)),
    )
    const lead = crowd.map(({ history }) => (history.values.length < 22 ? 0.5 : 2))
    expect(isClearlyBetter(crowd, erring(...lead), erring(...crowd.map(() => 2)))).toBe(false)
  })

  it('compares series where there is one time', () => {
    const panel = ['a', 'b', 'c', 'd'].map((name) => origin(name, 20))
    expect(isClearlyBetter(panel, erring(1, 1.1, 0.9, 1), erring(2, 2, 2, 2.1))).toBe(true)
    expect(isClearlyBetter(panel, erring(0.1, 2, 2, 2.1), erring(2, 2, 2, 2.1))).toBe(false)
  })
})
