import { describe, expect, it } from 'vitest'
import { binomialLimits, chiSquaredTail, signTest } from '../../../engine/evaluate/distributions'

describe('chi-squared distribution', () => {
  it('gives the tabled probabilities', () => {
    expect(chiSquaredTail(3.841458820694124, 1)).toBeCloseTo(0.05, 12)
    expect(chiSquaredTail(18.307038053275146, 10)).toBeCloseTo(0.05, 12)
    expect(chiSquaredTail(2, 2)).toBeCloseTo(Math.exp(-1), 12)
    expect(chiSquaredTail(0, 3)).toBe(1)
    expect(chiSquaredTail(100, 4)).toBeCloseTo(9.8366e-21, 23)
  })
})

describe('limits of a share', () => {
  it('are those of Clopper and Pearson', () => {
    const [low, high] = binomialLimits(8, 10, 0.95)
    expect(low).toBeCloseTo(0.4439045, 6)
    expect(high).toBeCloseTo(0.9747893, 6)
    expect(binomialLimits(0, 10, 0.95)[0]).toBe(0)
    expect(binomialLimits(0, 10, 0.95)[1]).toBeCloseTo(0.3084971, 6)
    expect(binomialLimits(10, 10, 0.95)[1]).toBe(1)
  })
})

describe('sign test', () => {
  it('counts both tails of the binomial', () => {
    // 2 · (1 + 10) ÷ 1024.
    expect(signTest(9, 10)).toBeCloseTo(22 / 1024, 12)
    expect(signTest(1, 10)).toBeCloseTo(22 / 1024, 12)
    expect(signTest(5, 10)).toBe(1)
    expect(signTest(0, 0)).toBe(1)
  })
})
