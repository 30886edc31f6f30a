import { describe, expect, it } from 'vitest'
import {
  directionOf,
  directionProbabilities,
  reportClasses,
} from '../../../engine/evaluate/classification'
import { normalQuantiles } from '../../../engine/evaluate/normal'

describe('class report', () => {
  const forecasts = [
    { actual: 0, probabilities: [0.75, 0.25] },
    { actual: 0, probabilities: [0.75, 0.25] },
    { actual: 0, probabilities: [0.25, 0.75] },
    { actual: 1, probabilities: [0.25, 0.75] },
  ]

  it('gives the scores worked out by hand, beside the majority class', () => {
    const report = reportClasses(forecasts, 2)
    expect(report).toMatchObject({
      count: 4,
      accuracy: 0.75,
      confusion: [
        [2, 1],
        [0, 1],
      ],
      majority: { class: 0, accuracy: 0.75 },
    })
    expect(report.balancedAccuracy).toBeCloseTo((2 / 3 + 1) / 2, 12)
    // Three cases miss by ¼ twice, one by ¾ twice.
    expect(report.brier).toBeCloseTo((3 * 2 * 0.0625 + 2 * 0.5625) / 4, 12)
    expect(report.calibration).toEqual([
      { from: 0.7, to: 0.8, count: 4, meanSaid: 0.75, seen: 0.75 },
    ])
    expect(report.calibrationError).toBe(0)
  })

  it('leaves classes that never came out of the balance', () => {
    expect(reportClasses([{ actual: 1, probabilities: [0, 1, 0] }], 3).balancedAccuracy).toBe(1)
  })
})

describe('directions', () => {
  it('are down, flat and up', () => {
    expect([-2, -1, 0, 1, 2].map((change) => directionOf(change, 1))).toEqual([0, 1, 1, 1, 2])
    expect(directionOf(Number.NaN, 1)).toBeNaN()
  })

  it('have the probabilities of the forecast’s distribution', () => {
    const levels = Array.from({ length: 49 }, (_, i) => (i + 1) / 50)
    const quantiles = normalQuantiles(Float64Array.of(10), Float64Array.of(2), levels)
    const [down, flat, up] = directionProbabilities(quantiles, 0, 10, 1)
    // Φ(−½) = 0.3085.
    expect(down).toBeCloseTo(0.3085, 3)
    expect(up).toBeCloseTo(0.3085, 3)
    expect(down + flat + up).toBeCloseTo(1, 12)
    expect(directionProbabilities(quantiles, 0, 100, 1)[0]).toBe(1)
  })
})
