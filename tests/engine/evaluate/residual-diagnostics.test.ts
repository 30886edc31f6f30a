import { describe, expect, it } from 'vitest'
import { diagnoseResiduals } from '../../../engine/evaluate/residual-diagnostics'
import { noise } from '../../helpers/panel'

const days = { frequency: { kind: 'daily', multiple: 1 }, start: Date.UTC(2024, 0, 1) } as const
const index = { frequency: { kind: 'index', multiple: 1 }, start: 1 } as const

describe('residual diagnostics', () => {
  it('give the statistics worked out by hand', () => {
    const flips = Float64Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? 1 : -1))
    const { autocorrelations, ljungBox } = diagnoseResiduals(flips, index, 1)
    expect(autocorrelations).toEqual([-0.9, 0.8])
    // 10 · 12 · (0.81 ÷ 9 + 0.64 ÷ 8).
    expect(ljungBox.statistic).toBeCloseTo(20.4, 10)
    expect(ljungBox.p).toBeCloseTo(Math.exp(-10.2), 10)
    const { jarqueBera } = diagnoseResiduals(Float64Array.of(1, 2, 3, 4, 5), index, 1)
    expect(jarqueBera).toMatchObject({ skewness: 0 })
    expect(jarqueBera.excessKurtosis).toBeCloseTo(-1.3, 12)
    expect(jarqueBera.statistic).toBeCloseTo((5 / 6) * (1.69 / 4), 12)
  })

  it('let noise pass and stop a residual that remembers or leans', () => {
    const white = diagnoseResiduals(noise(500), days, 7)
    expect(white.ljungBox.p).toBeGreaterThan(0.01)
    expect(white.jarqueBera.p).toBeGreaterThan(0.01)
    const leaning = diagnoseResiduals(noise(500).map(Math.exp), days, 7)
    expect(leaning.jarqueBera.p).toBeLessThan(1e-6)
    const wave = Float64Array.from({ length: 200 }, (_, i) => Math.sin(i / 5))
    expect(diagnoseResiduals(wave, days, 1).ljungBox.p).toBeLessThan(1e-6)
  })

  it('are grouped by month and by weekday, Monday first', () => {
    // 1 January 2024 was a Monday.
    const sundays = Float64Array.from({ length: 42 }, (_, i) => (i % 7 === 6 ? 7 : 0))
    const { byWeekday, byMonth } = diagnoseResiduals(sundays, days, 7)
    expect(byWeekday.map(({ mean }) => mean)).toEqual([0, 0, 0, 0, 0, 0, 7])
    expect(byMonth.map(({ group, count }) => [group, count])).toEqual([
      [1, 31],
      [2, 11],
    ])
    expect(diagnoseResiduals(sundays, index, 1)).toMatchObject({ byMonth: [], byWeekday: [] })
  })

  it('are defined for constants and gaps', () => {
    const flat = diagnoseResiduals(Float64Array.of(2, NaN, 2, 2, 2, 2), days, 1)
    expect(flat).toMatchObject({ count: 5, mean: 2, deviation: 0, autocorrelations: [0] })
    expect(flat.ljungBox.p).toBe(1)
    expect(flat.jarqueBera.p).toBe(1)
  })
})
