import { describe, expect, it } from 'vitest'
import { theta } from '../../../../engine/evaluate/baselines/theta'
import { noise } from '../../../helpers/panel'

describe('Theta', () => {
  it('continues a straight line with half its slope once it has caught up', () => {
    // On a line SES takes α = 1 and the last value; the drift adds half the slope for each step.
    const { mean } = theta(
      Float64Array.from({ length: 40 }, (_, t) => 5 + 2 * t),
      3,
      1,
    )
    expect(mean[0]).toBeCloseTo(84, 1)
    expect(mean[1] - mean[0]).toBeCloseTo(1, 9)
  })

  it('repeats a season that it finds, and none in noise', () => {
    const figure = [0.5, 1, 1.5, 1]
    const seasonal = Float64Array.from({ length: 40 }, (_, t) => 100 * figure[t % 4])
    expect([...theta(seasonal, 4, 4).mean].map(Math.round)).toEqual([50, 100, 150, 100])
    const flat = theta(noise(60, 100), 4, 4).mean
    expect(Math.max(...flat) - Math.min(...flat)).toBeLessThan(0.2)
  })

  it('is defined for a constant, for gaps and for two values', () => {
    expect([...theta(new Float64Array(20).fill(3), 2, 4).mean]).toEqual([3, 3])
    expect([...theta(new Float64Array(20).fill(3), 2, 4).deviation]).toEqual([0, 0])
    const { mean } = theta(Float64Array.of(NaN, 4, NaN, 4), 2, 1)
    expect(mean[0]).toBeCloseTo(4, 9)
    expect(mean[1]).toBeCloseTo(4, 9)
  })
})
