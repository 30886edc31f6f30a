import { describe, expect, it } from 'vitest'
import { advance } from '../../../engine/data/calendar'
import type { Forecast } from '../../../engine/evaluate/forecaster'
import { normalQuantiles } from '../../../engine/evaluate/normal'
import { firstRows } from '../../../engine/evaluate/validation-origins'
import { fitTransform, transformNames } from '../../../engine/forecast/series-transform'
import { growingMonths, seriesOf, weatherDays } from '../../helpers/series'

const whole = seriesOf(growingMonths(96))
const history = firstRows(whole, 80)
const levels = [0.8, 0.95]

/** What a perfect method would forecast on a scale, with bands of this deviation. */
function perfect(values: Float64Array, sigma: number): Forecast {
  const deviation = values.map(() => sigma)
  return { mean: values, quantiles: normalQuantiles(values, deviation, levels) }
}

describe.each(transformNames)('transform %s', (name) => {
  it('is undone exactly where there is no spread', () => {
    const transform = fitTransform(history, name, 12)
    const scaled = transform.apply(whole).values.slice(80)
    const { mean, quantiles } = transform.restore(perfect(scaled, 0), history, 16)
    mean.forEach((value, ahead) => expect(value).toBeCloseTo(whole.values[80 + ahead], 8))
    for (const edge of quantiles?.values ?? []) {
      edge.forEach((value, ahead) => expect(value).toBeCloseTo(mean[ahead], 8))
    }
  })

  it('keeps quantiles in order, and its season when a history begins later', () => {
    const transform = fitTransform(history, name, 12)
    const scaled = transform.apply(history).values.slice(-16)
    const { quantiles } = transform.restore(perfect(scaled, 0.1), history, 16)
    const edges = quantiles?.values ?? []
    edges.slice(1).forEach((edge, k) => {
      edge.forEach((value, ahead) => expect(value).toBeGreaterThanOrEqual(edges[k][ahead]))
    })
    const later = {
      ...history,
      calendar: advance(history.calendar, 30),
      values: history.values.slice(30),
    }
    expect([...transform.apply(later).values.slice(30)]).toEqual([
      ...transform.apply(history).values.slice(60),
    ])
  })
})

describe('transforms', () => {
  it('correct the mean for the bias of the logarithm, and leave the median', () => {
    const transform = fitTransform(history, 'log', 12)
    const { mean, quantiles } = transform.restore(
      perfect(Float64Array.of(Math.log(100)), 0.2),
      history,
      1,
    )
    // exp(μ) (1 + σ² / 2), near the lognormal mean exp(μ + σ² / 2).
    expect(mean[0]).toBeCloseTo(102, 6)
    expect(quantiles?.values[2][0]).toBeCloseTo(100, 8)
  })

  it('widen bands of added changes as roots of squares do', () => {
    const transform = fitTransform(history, 'difference', 12)
    const { mean, quantiles } = transform.restore(
      perfect(Float64Array.of(1, 1, 1, 1), 2),
      history,
      4,
    )
    const upper = quantiles?.values[4] ?? mean
    const [first, , , fourth] = upper.map((value, ahead) => value - mean[ahead])
    expect(fourth / first).toBeCloseTo(2, 10)
    expect(mean[3]).toBeCloseTo(history.values[79] + 4, 10)
  })

  it('choose by the spread, with the reason', () => {
    expect(fitTransform(history, 'auto', 12).reasons).toEqual([
      expect.stringMatching(/^Logarithms were chosen: the spread grows with the level \(slope \d/),
    ])
    const even = seriesOf(weatherDays(400), 'daily')
    expect(fitTransform(even, 'auto', 1).reasons).toEqual([
      'No transform was chosen: the spread does not grow with the level.',
    ])
  })

  it('refuse values and seasons that they cannot take, and say where', () => {
    const zero = seriesOf(Float64Array.of(3, 0, 4))
    expect(() => fitTransform(zero, 'log', 1)).toThrow(
      'Logarithms need values above 0, and sales is 0 at 2000-02-01.',
    )
    expect(() => fitTransform(zero, 'seasonal-adjust', 1)).toThrow('sales shows no season')
    expect(() => fitTransform(zero, 'seasonal-difference', 12)).toThrow(
      'two seasons of 12 rows are needed, and sales has 3',
    )
  })
})
