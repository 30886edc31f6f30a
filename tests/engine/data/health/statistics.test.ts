import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { constantValue, duplicateColumns } from '../../../../engine/data/health/alike-columns'
import { findLeak } from '../../../../engine/data/health/leaks'
import { findLevelShifts } from '../../../../engine/data/health/level-shifts'
import { findOutliers } from '../../../../engine/data/health/outliers'
import { median, rollingMedian } from '../../../../engine/data/health/rolling-median'
import { seasonalParts } from '../../../../engine/data/health/seasonal-parts'
import type { NumberColumn } from '../../../../engine/data/table'
import { normals } from '../../../helpers/normals'

const value = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -9, max: 9 }) }, fc.constant(NaN))

const plainMedian = (values: readonly number[]): number => {
  const sorted = values.filter((v) => !Number.isNaN(v)).sort((a, b) => a - b)
  const half = sorted.length >> 1
  if (sorted.length === 0) return Number.NaN
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

describe('rolling median', () => {
  it('is the median of each window', () => {
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 40 }),
        fc.constantFrom(1, 3, 5, 9, 51),
        (list, width) => {
          const size = Math.min(width, list.length)
          const expected = list.map((_, i) => {
            const start = Math.min(Math.max(0, i - (size >> 1)), list.length - size)
            return plainMedian(list.slice(start, start + size))
          })
          expect([...rollingMedian(Float64Array.from(list), width)]).toEqual(expected)
          expect(median(Float64Array.from(list))).toEqual(plainMedian(list))
        },
      ),
    )
  })
})

/** Trend, weekly season and noise of standard deviation 1. */
const weekly = (length: number, seed: number): Float64Array => {
  const noise = normals(length, seed)
  const season = [0, 2, 4, 6, 4, -10, -12]
  return noise.map((e, i) => 100 + 0.05 * i + season[i % 7] + e)
}

describe('season', () => {
  it('finds the weekly one and none in noise', () => {
    const { period, season, residual } = seasonalParts(weekly(210, 1), 7)
    expect(period).toBe(7)
    expect(season[3] - season[6]).toBeCloseTo(18, -0.5)
    expect(median(residual.map(Math.abs)) * 1.4826).toBeCloseTo(1, 0)
    expect(seasonalParts(normals(210, 2), 7).period).toBe(1)
  })

  it('puts the series back together', () => {
    const values = weekly(100, 3)
    values[5] = Number.NaN
    const { trend, season, residual, period } = seasonalParts(values, 7)
    values.forEach((v, i) => {
      if (Number.isNaN(v)) expect(residual[i]).toBeNaN()
      else expect(trend[i] + season[i % period] + residual[i]).toBeCloseTo(v, 9)
    })
  })
})

describe('outliers', () => {
  const outliersOf = (values: Float64Array) => findOutliers(values, seasonalParts(values, 7), 6)

  it.each([0, 1, 57, 150, 208, 209])('finds the one at step %d', (step) => {
    for (const size of [25, -25]) {
      const values = weekly(210, 4)
      values[step] += size
      const found = outliersOf(values)
      expect(found.map((outlier) => outlier.step)).toEqual([step])
      expect(found[0].expected).toBeCloseTo(values[step] - size, -1)
      expect(Math.sign(found[0].score)).toBe(Math.sign(size))
    }
  })

  it('finds none in seasons, trends, growth, noise, wanderings and demand that is mostly zero', () => {
    const noise = normals(600, 5)
    let level = 100
    const walk = noise.map((e) => (level += e))
    const growth = noise.map((e, i) => Math.exp(0.005 * i) * (1 + 0.02 * e))
    const demand = noise.map((e) => (e > 1 ? Math.round(10 * e) : 0))
    for (const values of [weekly(600, 6), noise, walk, growth, demand, noise.map((_, i) => i)]) {
      expect(outliersOf(values)).toEqual([])
    }
    expect(outliersOf(new Float64Array(50).fill(3))).toEqual([])
    expect(outliersOf(Float64Array.of(1, 2, 900))).toEqual([])
  })

  it('does not care for the unit', () => {
    const values = weekly(210, 7)
    values[100] += 30
    const steps = (v: Float64Array): readonly number[] => outliersOf(v).map(({ step }) => step)
    expect(steps(values.map((v) => 1e6 * v - 3e7))).toEqual(steps(values))
  })
})

describe('level shifts', () => {
  it.each([40, 100, 160])('finds the one at step %d', (step) => {
    const values = weekly(210, 8).map((v, i) => (i >= step ? v + 30 : v))
    const shifts = findLevelShifts(values, seasonalParts(values, 7), 7)
    expect(shifts.map((shift) => shift.step)).toEqual([step])
    expect(shifts[0].after - shifts[0].before).toBeGreaterThan(20)
  })

  it('finds none in wanderings, growth, seasons and a single outlier', () => {
    const noise = normals(400, 9)
    let level = 0
    const walk = noise.map((e) => (level += e))
    const spiked = weekly(400, 10)
    spiked[200] += 500
    for (const values of [noise, walk, weekly(400, 11), spiked, noise.map((e, i) => i + e)]) {
      expect(findLevelShifts(values, seasonalParts(values, 7), 7)).toEqual([])
    }
  })
})

describe('columns', () => {
  const column = (name: string, ...numbers: number[]): NumberColumn => ({
    type: 'number',
    name,
    values: Float64Array.from(numbers),
    decimals: 0,
    unreadable: new Map(),
  })

  it('groups those that are the same', () => {
    const columns = [
      column('a', 1, NaN, 0),
      column('b', 1, 2, 3),
      column('c', 1, NaN, -0),
      column('d', 1, 2, NaN),
    ]
    expect(duplicateColumns(columns).map((group) => group.map(({ name }) => name))).toEqual([
      ['a', 'c'],
    ])
  })

  it('tells a value that never changes', () => {
    expect(constantValue(Float64Array.of(NaN, 4, 4))).toBe(4)
    expect(constantValue(Float64Array.of(4, 5))).toBeNull()
    expect(constantValue(Float64Array.of(NaN))).toBeNull()
  })
})

describe('leaks', () => {
  const target = weekly(200, 12)

  it.each([0, 1, 7])('finds a covariate that is the target %d steps on', (ahead) => {
    const covariate = target.map((_, t) => target[t + ahead] ?? Number.NaN)
    expect(findLeak(covariate, target, 14)).toEqual({ ahead, kind: 'equal' })
    const scaled = covariate.map((v) => 32 + 1.8 * v)
    expect(findLeak(scaled, target, 14)).toEqual({ ahead, kind: 'moves-alike' })
  })

  it('finds none in the target of the past, in noise and in a covariate that is only related', () => {
    const past = target.map((_, t) => target[t - 1] ?? Number.NaN)
    const noise = normals(200, 13)
    const related = target.map((v, t) => v + 0.5 * noise[t])
    for (const covariate of [past, noise, related, new Float64Array(200).fill(1)]) {
      expect(findLeak(covariate, target, 14)).toBeNull()
    }
  })
})
