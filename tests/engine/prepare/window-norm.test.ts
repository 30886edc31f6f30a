import { describe, expect, it } from 'vitest'
import type { WindowNorm } from '../../../engine/prepare/window-norm'
import {
  applyWindow,
  fitWindow,
  invertWindow,
  seriesSize,
} from '../../../engine/prepare/window-norm'

const nan = Number.NaN
const series = Float64Array.of(2, 4, 6, 8, 2, 4, 6, 8)
const size = seriesSize(series, 2)
const window = Float64Array.of(4, 6, 8, 10)
const norms: readonly WindowNorm[] = ['ratio', 'log', 'std', 'lastValue', 'revin']

describe('norms of a window', () => {
  it('take the level and scale that they say', () => {
    expect(size).toEqual({ season: 2, meanSize: 5, deviation: Math.sqrt(5), floor: 1 })
    expect(fitWindow(window, 'ratio', size)).toMatchObject({ level: 9, scale: 9 })
    expect(fitWindow(window, 'log', size).level).toBeCloseTo((Math.log(8) + Math.log(10)) / 2, 12)
    expect(fitWindow(window, 'std', size)).toMatchObject({ level: 7, scale: Math.sqrt(5) })
    expect(fitWindow(window, 'lastValue', size)).toMatchObject({ level: 10, scale: Math.sqrt(5) })
    expect(fitWindow(window, 'revin', size).scale).toBeCloseTo(Math.sqrt(5 + 5e-5), 12)
  })

  it.each(norms)('%s is undone', (norm) => {
    const scale = fitWindow(window, norm, size)
    const back = invertWindow(applyWindow(window, scale), scale)
    back.forEach((value, i) => expect(value).toBeCloseTo(window[i], 10))
  })

  it.each(norms)('%s is the same for a series ten times as large', (norm) => {
    const tenfold = (values: Float64Array): Float64Array => values.map((value) => 10 * value)
    const large = seriesSize(tenfold(series), 2)
    const a = applyWindow(window, fitWindow(window, norm, size))
    const b = applyWindow(tenfold(window), fitWindow(tenfold(window), norm, large))
    b.forEach((value, i) => expect(value).toBeCloseTo(a[i], 10))
  })

  it.each(norms)('%s is defined for constants, zeros and gaps', (norm) => {
    for (const values of [
      [3, 3, 3],
      [0, 0, 0],
      [nan, 5, nan],
      [nan, nan, nan],
    ]) {
      const all = Float64Array.from(values)
      const scale = fitWindow(all, norm, seriesSize(Float64Array.of(0, 0, 1), 1))
      expect(scale.scale).toBeGreaterThan(0)
      expect(Number.isFinite(scale.level)).toBe(true)
      const scaled = applyWindow(all, scale)
      expect([...scaled].map(Number.isNaN)).toEqual(values.map(Number.isNaN))
    }
  })

  it('keep small windows of a large series from blowing up', () => {
    const flat = Float64Array.of(0, 0.001, 0, 0)
    expect(fitWindow(flat, 'ratio', size).scale).toBeCloseTo(0.25, 12)
    expect(fitWindow(flat, 'std', size).scale).toBeCloseTo(0.2 * Math.sqrt(5), 12)
    expect([...applyWindow(Float64Array.of(1e9, -1e9), fitWindow(flat, 'std', size))]).toEqual([
      30, -30,
    ])
  })
})
