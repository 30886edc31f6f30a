import { describe, expect, it } from 'vitest'
import { prepareSeries } from '../../../../engine/forecast/recurrent/prepared-series'
import {
  fitWindowScale,
  fromScale,
  lossFactor,
  toScale,
  type WindowScaleKind,
} from '../../../../engine/forecast/recurrent/window-scale'
import { seriesOf } from '../../../helpers/panels'

const kinds: readonly WindowScaleKind[] = ['ratio', 'log', 'std', 'last', 'smoothed']
const values = [4, 8, 2, 6, 12, 8, 4, 8]
const series = prepareSeries(seriesOf('a', values), 4)
const facts = series.facts()

describe('fitWindowScale', () => {
  it.each(kinds)('gives values back unchanged: %s', (kind) => {
    const scale = fitWindowScale(kind, series, 1, 7, 4)
    for (const value of [2, 6.5, 12]) {
      expect(fromScale(toScale(value, 7, scale), 7, scale)).toBeCloseTo(value, 10)
    }
  })

  it('measures ratio against the mean of the last season', () => {
    const scale = fitWindowScale('ratio', series, 0, 8, 4)
    expect(scale).toMatchObject({ level: 8, spread: 8 })
    expect(toScale(12, 8, scale)).toBeCloseTo(0.5, 12)
  })

  it('keeps ratio off a level near zero: 5 % of the mean size is the least spread', () => {
    const around = prepareSeries(seriesOf('b', [10, -10, 10, -10]), 2)
    expect(fitWindowScale('ratio', around, 0, 4, 2).spread).toBeCloseTo(0.5, 12)
  })

  it('measures std with the window, and with a fifth of the series where the window is flat', () => {
    const scale = fitWindowScale('std', { ...series, filled: Float64Array.of(1, 3) }, 0, 2, 1)
    expect(scale).toMatchObject({ level: 2, spread: 1 })
    const flat = fitWindowScale('std', { ...series, filled: Float64Array.of(5, 5) }, 0, 2, 1)
    expect(flat.spread).toBeCloseTo(0.2 * facts.deviation, 12)
  })

  it('lifts zeros to half the smallest positive value before the logarithm', () => {
    const zeros = prepareSeries(seriesOf('z', [0, 4, 0, 8]), 2)
    const scale = fitWindowScale('log', zeros, 0, 4, 2)
    expect(fromScale(toScale(0, 4, scale), 4, scale)).toBeCloseTo(2, 12)
    expect(fromScale(0, 4, scale)).toBeCloseTo(Math.sqrt(2 * 8), 12)
  })

  it('takes the season off by the effects known at the window’s end', () => {
    const random = [0.1, -0.2, 0.15, -0.05, 0.02]
    const waves = Array.from({ length: 20 }, (_, t) =>
      Math.exp(2 + [0.5, -0.3, 0, -0.2][t % 4] + random[t % 5]),
    )
    const smooth = prepareSeries(seriesOf('w', waves), 4)
    const { levels, effects } = smooth.smoothed()
    const scale = fitWindowScale('smoothed', smooth, 0, 12, 4)
    // Inside the window each step's own effect; after it those of the next season, again and again.
    expect(toScale(waves[5], 5, scale)).toBeCloseTo(
      Math.log(waves[5]) - levels[11] - effects[5],
      12,
    )
    for (const t of [13, 17]) {
      expect(fromScale(0, t, scale)).toBeCloseTo(Math.exp(levels[11] + effects[13]), 10)
    }
  })

  it('turns errors on the scale into errors of MASE', () => {
    const scale = fitWindowScale('ratio', series, 0, 8, 4)
    expect(lossFactor(scale, { ...facts, error: 2 })).toBeCloseTo(4, 12)
    expect(lossFactor(scale, { ...facts, error: 1e-9 })).toBe(100)
    expect(lossFactor(fitWindowScale('log', series, 0, 8, 4), facts)).toBe(1)
  })

  it('is finite on a history of zeros', () => {
    const none = prepareSeries(seriesOf('0', [0, 0, 0, 0, 0]), 2)
    for (const kind of kinds) {
      expect(toScale(0, 5, fitWindowScale(kind, none, 0, 5, 2))).toBe(0)
    }
  })
})
