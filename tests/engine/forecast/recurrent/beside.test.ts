import { describe, expect, it } from 'vitest'
import type { Series } from '../../../../engine/data/series'
import { fitBeside } from '../../../../engine/forecast/recurrent/beside'
import { prepareSeries } from '../../../../engine/forecast/recurrent/prepared-series'
import { writeWindow } from '../../../../engine/forecast/recurrent/window-sampler'
import { seriesOf } from '../../../helpers/panels'

const rows = 100
/** Known 1, 0, 1, 0, … with mean and deviation ½, and 9 in the step to come. */
const offer = {
  name: 'offer',
  values: Float64Array.from({ length: rows }, (_, t) => (t + 1) % 2),
  future: Float64Array.of(4),
}
const shop = (name: string, size: number, city: string, values: ArrayLike<number>): Series => ({
  ...seriesOf(name, values),
  covariates: [offer, { name: 'size', values: new Float64Array(rows).fill(size), isStatic: true }],
  statics: { city, country: 'NO' },
})
const ones = new Float64Array(rows).fill(1)
const panel = [
  shop('a', 10, 'Bergen', ones),
  shop('b', 30, 'Oslo', ones),
  shop('c', 20, 'Oslo', ones),
]

describe('what goes beside the values', () => {
  it('is what is known ahead, fixed numbers on one scale and a place for each fixed text', () => {
    const beside = fitBeside(panel)
    expect(beside).toMatchObject({ count: 4, goesOn: true })
    const deviation = Math.sqrt(200 / 3)
    const [known, size, bergen, oslo] = beside.columnsOf(panel[1])
    const last = Array.from(known instanceof Float64Array ? known.slice(-3) : [])
    expect(last.map((value) => Number(value.toFixed(12)))).toEqual([1, -1, 7])
    expect(size).toBeCloseTo(10 / deviation, 12)
    expect([bergen, oslo]).toEqual([0, 1])
    expect(beside.columnsOf(panel[0])[1]).toBeCloseTo(-10 / deviation, 12)
    expect(beside.reasons).toEqual([
      'Networks read on through the horizon and see offer at each step of it.',
      'Networks see size, city, which tells series apart, at every step.',
    ])
  })

  it('stays in its rows where values begin later, and goes on beyond their end', () => {
    const late = Float64Array.from(ones, (value, t) => (t < 97 ? Number.NaN : value + t))
    const series = prepareSeries(shop('a', 10, 'Bergen', late), 1)
    const beside = fitBeside([panel[1], shop('a', 10, 'Bergen', late)])
    const shape = {
      ...{ history: 2, ahead: 1, beside: 4, horizon: 1, season: 1 },
      ...({ scale: 'last', scaledLoss: false } as const),
    }
    const inputs = new Float32Array(3 * 6)
    writeWindow(series, 3, shape, inputs, 0, beside.columnsOf(series.source))
    const steps = [0, 1, 2].map((step) => [...inputs.slice(6 * step, 6 * step + 6)])
    // The value, whether it was observed, offer, size (of 10 and 30), Oslo, Bergen.
    expect(steps).toEqual([
      [-1, 1, 1, -1, 0, 1],
      [0, 1, -1, -1, 0, 1],
      [0, 0, 7, -1, 0, 1],
    ])
  })

  it('leaves out what is the same everywhere, and refuses texts without end', () => {
    const alike = panel.map((series) => ({ ...series, covariates: [], statics: { country: 'NO' } }))
    expect(fitBeside(alike)).toMatchObject({ count: 0, goesOn: false, reasons: [] })
    const many = Array.from({ length: 101 }, (_, i) => shop(`${i}`, 1, `city ${i}`, ones))
    expect(() => fitBeside(many)).toThrow(
      'city has 101 different texts; networks take up to 100 of a fixed column.',
    )
  })
})
