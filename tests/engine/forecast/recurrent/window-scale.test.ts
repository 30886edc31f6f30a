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

const kinds: readonly WindowScaleKind[] = ['ratio', 'log', 'std', 'last']
const values = [4, 8, 2, 6, 12, 8, 4, 8]
const { filled, facts } = prepareSeries(seriesOf('a', values), 4)

describe('fitWindowScale', () => {
  it.each(kinds)('gives values back unchanged: %s', (kind) => {
    const scale = fitWindowScale(kind, filled, 1, 7, 4, facts)
    for (const value of [2, 6.5, 12]) {
      expect(fromScale(toScale(value, scale), scale)).toBeCloseTo(value, 10)
    }
  })

  it('measures ratio against the mean of the last season', () => {
    const scale = fitWindowScale('ratio', filled, 0, 8, 4, facts)
    expect(scale).toMatchObject({ level: 8, spread: 8 })
    expect(toScale(12, scale)).toBeCloseTo(0.5, 12)
  })

  it('keeps ratio off a level near zero: 5 % of the mean size is the least spread', () => {
    const around = prepareSeries(seriesOf('b', [10, -10, 10, -10]), 2)
    expect(fitWindowScale('ratio', around.filled, 0, 4, 2, around.facts).spread).toBeCloseTo(
      0.5,
      12,
    )
  })

  it('measures std with the window, and with a fifth of the series where the window is flat', () => {
    const scale = fitWindowScale('std', Float64Array.of(1, 3), 0, 2, 1, facts)
    expect(scale).toMatchObject({ level: 2, spread: 1 })
    const flat = fitWindowScale('std', Float64Array.of(5, 5), 0, 2, 1, facts)
    expect(flat.spread).toBeCloseTo(0.2 * facts.deviation, 12)
  })

  it('lifts zeros to half the smallest positive value before the logarithm', () => {
    const zeros = prepareSeries(seriesOf('z', [0, 4, 0, 8]), 2)
    const scale = fitWindowScale('log', zeros.filled, 0, 4, 2, zeros.facts)
    expect(fromScale(toScale(0, scale), scale)).toBeCloseTo(2, 12)
    expect(fromScale(0, scale)).toBeCloseTo(Math.sqrt(2 * 8), 12)
  })

  it('turns errors on the scale into errors of MASE', () => {
    const scale = fitWindowScale('ratio', filled, 0, 8, 4, facts)
    expect(lossFactor(scale, { ...facts, error: 2 })).toBeCloseTo(4, 12)
    expect(lossFactor(scale, { ...facts, error: 1e-9 })).toBe(100)
    expect(lossFactor(fitWindowScale('log', filled, 0, 8, 4, facts), facts)).toBe(1)
  })

  it('is finite on a history of zeros', () => {
    const none = prepareSeries(seriesOf('0', [0, 0, 0, 0, 0]), 2)
    for (const kind of kinds) {
      expect(toScale(0, fitWindowScale(kind, none.filled, 0, 5, 2, none.facts))).toBe(0)
    }
  })
})
