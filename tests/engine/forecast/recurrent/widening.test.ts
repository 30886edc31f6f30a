import { describe, expect, it } from 'vitest'
import type { Origin } from '../../../../engine/forecast/recurrent/validation'
import { fitWidening, widen } from '../../../../engine/forecast/recurrent/widening'
import { createRandom } from '../../../../engine/random'
import { seriesOf } from '../../../helpers/panels'

const probabilities = [0.025, 0.1, 0.5, 0.9, 0.975]
const horizon = 4
const flat = (value: number): Float64Array => new Float64Array(horizon).fill(value)
const bands = (half80: number, half95: number) => [-half95, -half80, 0, half80, half95].map(flat)

/** Normal errors of deviation 2, in units of an error scale of 2. */
function origins(count: number, seed: number): readonly Origin[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, (_, i) => ({
    history: seriesOf(String(i), [1, 2]),
    actual: Float64Array.from({ length: horizon }, () => 2 * random.normal()),
    error: 2,
  }))
}

describe('fitWidening', () => {
  it('widens bands that are too narrow until they cover', () => {
    const learned = origins(400, 1)
    const widening = fitWidening(
      learned,
      learned.map(() => bands(0.1, 0.2)),
      probabilities,
      horizon,
      1,
    )
    const values = widen(bands(0.1, 0.2), widening, 2, -Infinity)
    // ±1.28 and ±1.96 deviations of 2.
    expect(Math.abs(values[3][1] - 2.56)).toBeLessThan(0.25)
    expect(Math.abs(values[4][1] - 3.92)).toBeLessThan(0.4)
    expect(values[0][1]).toBeCloseTo(-values[4][1], 12)
    const fresh = origins(400, 2)
    const inside = fresh.flatMap(({ actual }) =>
      Array.from(actual, (value, h) => (value >= values[1][h] && value <= values[3][h] ? 1 : 0)),
    )
    const share = inside.reduce<number>((sum, one) => sum + one, 0) / inside.length
    expect(Math.abs(share - 0.8)).toBeLessThan(0.04)
  })

  it('leaves wide bands alone', () => {
    const learned = origins(50, 1)
    const wide = bands(20, 30)
    const widening = fitWidening(
      learned,
      learned.map(() => wide),
      probabilities,
      horizon,
      1,
    )
    expect(widen(wide, widening, 2, -Infinity)).toEqual(wide)
  })

  it('widens nothing without a part that was set aside', () => {
    const own = bands(1, 2)
    expect(widen(own, fitWidening([], [], probabilities, horizon, 1), 2, -Infinity)).toEqual(own)
  })

  it('keeps quantiles in order and above the least value', () => {
    const widening = [flat(0), flat(3)]
    const values = widen(bands(1, 2), widening, 1, -3.5)
    expect(values.map((path) => path[0])).toEqual([-3.5, -3.5, 0, 4, 4])
  })
})
