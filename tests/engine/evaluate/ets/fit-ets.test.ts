import { describe, expect, it } from 'vitest'
import { chooseEts } from '../../../../engine/evaluate/ets/choose-ets'
import { etsMean, runEts } from '../../../../engine/evaluate/ets/ets-model'
import { etsQuantiles } from '../../../../engine/evaluate/ets/ets-spread'
import { fitEts } from '../../../../engine/evaluate/ets/fit-ets'
import { createRandom } from '../../../../engine/random'
import { growingMonths } from '../../../helpers/series'

const weights = { alpha: 0.5, beta: 0, gamma: 0, phi: 1 }
const none = new Float64Array(0)

/** A path of the damped trend model with additive errors. */
function simulate(length: number, phi: number): Float64Array {
  const random = createRandom(4)
  let level = 100
  let slope = 3
  return Float64Array.from({ length }, () => {
    const error = random.normal()
    const base = level + phi * slope
    level = base + 0.6 * error
    slope = phi * slope + 0.2 * error
    return base + error
  })
}

describe('exponential smoothing', () => {
  it('without trend and season is the weighted mean worked out by hand', () => {
    // Level 10 → 11 → 10 → 12; errors 2, −2, 4.
    const run = runEts(
      { error: 'A', trend: 'N', season: 'N' },
      Float64Array.of(12, 9, 14),
      weights,
      {
        level: 10,
        slope: 0,
        season: none,
      },
    )
    expect(run.state.level).toBe(12)
    expect(run.squares).toBe(24)
    expect(run.loss).toBeCloseTo(3 * Math.log(24), 12)
  })

  it('with an additive season is Holt and Winters’ method worked out by hand', () => {
    const form = { error: 'A', trend: 'A', season: 'A' } as const
    const run = runEts(
      form,
      Float64Array.of(12),
      { alpha: 0.5, beta: 0.25, gamma: 0.1, phi: 1 },
      {
        level: 8,
        slope: 1,
        season: Float64Array.of(1, -1),
      },
    )
    // Expected 8 + 1 + 1 = 10, error 2: level 9 + 1, slope 1 + 0.5, season 1 + 0.2, the other now first.
    expect(run.state).toEqual({ level: 10, slope: 1.5, season: Float64Array.of(-1, 1.2) })
    expect([...etsMean(form, { ...weights }, run.state, 2)]).toEqual([10.5, 14.2])
  })

  it('finds the parameters of a simulated path', () => {
    const fit = fitEts({ error: 'A', trend: 'Ad', season: 'N' }, simulate(600, 0.9), 1)
    expect(fit?.weights.alpha).toBeCloseTo(0.6, 1)
    expect(fit?.weights.phi).toBeCloseTo(0.9, 1)
    expect(fit?.sigma).toBeCloseTo(1, 1)
  })

  it('chooses multiplicative errors and season for growth in proportion', () => {
    const fit = chooseEts(growingMonths(96), 12)
    expect(fit?.form).toMatchObject({ error: 'M', season: 'M' })
    // σ of the simulated months is 3 % of the level.
    expect(fit?.sigma).toBeGreaterThan(0.02)
    expect(fit?.sigma).toBeLessThan(0.04)
  })

  it('needs more values than parameters', () => {
    expect(chooseEts(Float64Array.of(1, 2, 3), 4)).toBeNull()
  })

  it('draws the quantiles that the formula gives', () => {
    const form = { error: 'A', trend: 'A', season: 'A' } as const
    const state = { level: 50, slope: 1, season: Float64Array.of(2, -2) }
    const known = { alpha: 0.4, beta: 0.1, gamma: 0.2, phi: 1 }
    const fit = { form, weights: known, state, sigma: 2, aicc: 0 }
    const mean = etsMean(form, known, state, 3)
    const { values } = etsQuantiles(fit, mean, [0.8], createRandom(1))
    // Weights 0.5 and 0.4 + 2·0.1 + 0.2 = 0.8: standard deviations 2, 2√1.25 and 2√1.89.
    const half = [2, 2 * Math.sqrt(1.25), 2 * Math.sqrt(1.89)].map((sd) => 1.2815515655446004 * sd)
    half.forEach((width, step) => {
      expect(values[2][step] - mean[step]).toBeCloseTo(width, 9)
    })
  })
})
