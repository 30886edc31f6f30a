import { describe, expect, it } from 'vitest'
import {
  calibrate,
  defendedLevel,
  scoresNeeded,
  withCorrections,
} from '../../../engine/evaluate/conformal'
import type { CalibrationCase } from '../../../engine/evaluate/conformal'
import { bandOf } from '../../../engine/evaluate/forecaster'
import { normalQuantiles } from '../../../engine/evaluate/normal'
import { createRandom } from '../../../engine/random'

/** One step, a point forecast of 0 that misses by `error`. */
function missed(error: number, scale = 1): CalibrationCase {
  const forecast = { mean: Float64Array.of(0), quantiles: null }
  return { actual: Float64Array.of(error), forecast, scale }
}

describe('conformal bands', () => {
  it('take the score of rank ⌈(m + 1) level⌉', () => {
    const cases = Array.from({ length: 9 }, (_, i) => missed((i % 2 === 0 ? 1 : -1) * (i + 1)))
    // ⌈10 · 0.8⌉ = 8: the eighth smallest of 1 … 9.
    expect(calibrate(cases, [0.8], 1).corrections[0][0]).toBe(8)
    expect(scoresNeeded(0.8)).toBe(4)
    expect(scoresNeeded(0.95)).toBe(19)
    expect(defendedLevel(9)).toBe(0.9)
  })

  it('with too few scores take the largest, and say how many there were', () => {
    const { corrections, scores } = calibrate([missed(2), missed(-3)], [0.95], 1)
    expect(corrections[0][0]).toBe(3)
    expect(scores).toEqual([2])
  })

  it('are the same for series that differ in size alone', () => {
    const { corrections } = calibrate(
      [missed(1, 1), missed(100, 100), missed(-1, 1), missed(50, 100)],
      [0.8],
      1,
    )
    const { quantiles } = withCorrections(
      { mean: Float64Array.of(7), quantiles: null },
      { levels: [0.8], corrections, scores: [4] },
      10,
    )
    expect(quantiles?.values.map(([value]) => value)).toEqual([-3, 7, 17])
  })

  it('cover their level when what comes is like what was held back', () => {
    const random = createRandom(2)
    let inside = 0
    for (let trial = 0; trial < 400; trial++) {
      const cases = Array.from({ length: 19 }, () => missed(random.normal()))
      const [[half]] = calibrate(cases, [0.9], 1).corrections
      if (Math.abs(random.normal()) <= half) inside += 1
    }
    expect(inside / 400).toBeGreaterThan(0.86)
    expect(inside / 400).toBeLessThan(0.94)
  })

  it('widen quantiles that are too narrow, and narrow wide ones only when told to', () => {
    const random = createRandom(5)
    const cases = (sd: number): readonly CalibrationCase[] =>
      Array.from({ length: 200 }, () => {
        const mean = new Float64Array(1)
        const quantiles = normalQuantiles(mean, Float64Array.of(sd), [0.8])
        return { actual: Float64Array.of(random.normal()), forecast: { mean, quantiles }, scale: 1 }
      })
    expect(calibrate(cases(0.2), [0.8], 1).corrections[0][0]).toBeGreaterThan(0.8)
    expect(calibrate(cases(3), [0.8], 1).corrections[0][0]).toBe(0)
    expect(calibrate(cases(3), [0.8], 1, false).corrections[0][0]).toBeLessThan(-2)
  })

  it('keep the wider level outside the narrower', () => {
    const conformal = {
      levels: [0.8, 0.95],
      corrections: [Float64Array.of(5), Float64Array.of(2)],
      scores: [30, 30],
    }
    const { quantiles } = withCorrections(
      { mean: Float64Array.of(0), quantiles: null },
      conformal,
      1,
    )
    expect(quantiles && bandOf(quantiles, 0.95)).toEqual({
      lower: Float64Array.of(-5),
      upper: Float64Array.of(5),
    })
  })

  it('borrow scores of neighbouring steps', () => {
    const forecast = { mean: new Float64Array(3), quantiles: null }
    const cases = [0, 1].map((i) => ({
      actual: Float64Array.of(1 + i, 3 + i, 9 + i),
      forecast,
      scale: 1,
    }))
    // Steps 1 and 2 together have 4 scores, the fewest that defend 80 %: their largest.
    expect(calibrate(cases, [0.8], 3).corrections[0][0]).toBe(4)
  })
})
