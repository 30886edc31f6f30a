import { describe, expect, it } from 'vitest'
import { normalCdf, normalQuantile, normalQuantiles } from '../../../engine/evaluate/normal'

describe('normal distribution', () => {
  it('gives the tabled probabilities', () => {
    expect(normalCdf(0)).toBe(0.5)
    expect(normalCdf(1)).toBeCloseTo(0.8413447460685429, 14)
    expect(normalCdf(-1.959963984540054)).toBeCloseTo(0.025, 14)
    expect(normalCdf(-8) / 6.220960574271786e-16).toBeCloseTo(1, 9)
  })

  it('is inverted', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12)
    expect(normalQuantile(0.1)).toBeCloseTo(-1.2815515655446004, 12)
    expect(normalQuantile(1e-6)).toBeCloseTo(-4.753424308822899, 9)
  })

  it('makes quantiles for each step', () => {
    const { probabilities, values } = normalQuantiles(
      Float64Array.of(10, 20),
      Float64Array.of(1, 2),
      [0.8],
    )
    expect(probabilities).toEqual([0.1, 0.5, 0.9])
    expect(values[0][1]).toBeCloseTo(20 - 2 * 1.2815515655446004, 9)
    expect([...values[1]]).toEqual([10, 20])
  })
})
