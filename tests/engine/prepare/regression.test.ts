import { describe, expect, it } from 'vitest'
import { fitHarmonics, harmonicAt, possibleCycles } from '../../../engine/prepare/cycles'
import { autocorrelation, spreadOverLevel } from '../../../engine/prepare/level'
import { solveLinearSystem } from '../../../engine/prepare/linear-system'

describe('linear system', () => {
  it('solves for several right-hand sides and needs no order of rows', () => {
    const rows = [
      [0, 2, 1, 7, 1],
      [1, 1, 1, 6, 0],
      [2, 0, 3, 11, 2],
    ].map((row) => Float64Array.from(row))
    // x = (1, 2, 3) solves the first.
    const solution = solveLinearSystem(rows)
    solution.forEach(([value], i) => expect(value).toBeCloseTo(i + 1, 12))
    const second = solution.map((row) => row[1])
    expect(2 * second[1] + second[2]).toBeCloseTo(1, 12)
    expect(second[0] + second[1] + second[2]).toBeCloseTo(0, 12)
    expect(2 * second[0] + 3 * second[2]).toBeCloseTo(2, 12)
  })

  it('leaves an unknown at 0 that nothing determines', () => {
    const rows = [Float64Array.of(2, 0, 6), Float64Array.of(0, 0, 0)]
    expect(solveLinearSystem(rows).map(([value]) => value)).toEqual([3, 0])
  })
})

describe('harmonics', () => {
  it('recover the amplitudes of a wave, over gaps, and continue it', () => {
    const cycle = { name: 'annual', period: 10.5 } as const
    const wave = (step: number): number => {
      const angle = (2 * Math.PI * step) / 10.5
      return 4 + 3 * Math.sin(angle) - 2 * Math.cos(2 * angle)
    }
    const values = Float64Array.from({ length: 60 }, (_, step) =>
      step % 7 ? wave(step) : Number.NaN,
    )
    const fit = fitHarmonics(values, cycle, 2)
    ;[4, 3, 0, 0, -2].forEach((value, i) => expect(fit.coefficients[i]).toBeCloseTo(value, 9))
    expect(fit.explained).toBeCloseTo(1, 12)
    expect(harmonicAt(fit, 77)).toBeCloseTo(wave(77), 9)
  })

  it('know which cycles a frequency can show', () => {
    const names = (kind: 'hourly' | 'daily' | 'monthly', multiple = 1): string[] =>
      possibleCycles({ kind, multiple }).map((cycle) => `${cycle.name} ${cycle.period}`)
    expect(names('hourly')).toEqual(['daily 24', 'weekly 168', 'annual 8765.82'])
    expect(names('daily')).toEqual(['weekly 7', 'annual 365.2425'])
    expect(names('monthly')).toEqual([])
  })
})

describe('level', () => {
  it('measures autocorrelation by hand, over gaps', () => {
    // Mean 0, squares 4: products at lag 1 are −1 each, at lag 2 they are 1.
    expect(autocorrelation(Float64Array.of(1, -1, 1, -1), 1)).toBe(-1)
    expect(autocorrelation(Float64Array.of(1, -1, 1, -1), 2)).toBe(1)
    expect(autocorrelation(Float64Array.of(1, Number.NaN, 1, -1, -1), 2)).toBe(0)
    expect(autocorrelation(Float64Array.of(3, 3, 3), 1)).toBe(0)
  })

  it('finds slope 1 where the spread is in proportion to the level, 0 where it is even', () => {
    const wave = (step: number): number => 1 + 0.2 * Math.sin((2 * Math.PI * step) / 6)
    const level = (step: number): number => 2 ** Math.floor(step / 6)
    const grown = Float64Array.from({ length: 36 }, (_, step) => level(step) * wave(step))
    expect(spreadOverLevel(grown, 6)?.slope).toBeCloseTo(1, 9)
    const even = Float64Array.from({ length: 36 }, (_, step) => 10 * level(step) + wave(step))
    expect(spreadOverLevel(even, 6)?.slope).toBeCloseTo(0, 9)
    expect(spreadOverLevel(Float64Array.of(0, ...grown), 6)).toBeNull()
    expect(spreadOverLevel(grown.subarray(0, 18), 6)).toBeNull()
  })
})
