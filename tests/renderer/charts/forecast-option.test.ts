import { describe, expect, it } from 'vitest'
import { bandPolygon } from '../../../renderer/src/charts/band-polygon'
import { endLabelGraphics, labelDistance } from '../../../renderer/src/charts/end-label-graphics'
import {
  forecastFrame,
  forecastOption,
  forecastRange,
  type ForecastChartData,
} from '../../../renderer/src/charts/forecast-option'
import { forecastTip } from '../../../renderer/src/charts/forecast-tip'
import { yPixel } from '../../../renderer/src/charts/plot-frame'
import { daily, days, point, tested, theme } from './fixtures'
import { renderSvg, textsOf } from './render-svg'

const size = { width: 900, height: 340 }
const data: ForecastChartData = {
  target: 'temp_max',
  model: 'GRU 32',
  grid: { frequency: daily, times: days('2015-12-01', 33) },
  history: Float64Array.from({ length: 31 }, (_, i) => 8 + Math.sin(i)),
  holdout: [tested(8, 3, 6, 7.5), tested(8.2, 3, 6.5, 8.1)],
  forecast: [point(7.5, 4, 7), point(7.2, 4.8, 9)],
  baseline: { name: 'Naive', from: 29, values: [8, 8, 7.1, 7.1] },
  decimals: 1,
  shown: 20,
}

describe('the value axis', () => {
  it('contains every band', () => {
    const range = forecastRange(data)
    expect(range.min).toBeLessThan(7.2 - 9)
    expect(range.max).toBeGreaterThan(7.2 + 9)
  })
  it('contains a band below zero of a series above zero', () => {
    const low = { ...data, forecast: [point(1, 50, 900)] }
    expect(forecastRange(low).min).toBeLessThan(-899)
    const frame = forecastFrame(low, size)
    expect(yPixel(frame, -899)).toBeLessThan(frame.top + frame.height)
  })
  it('leaves out history that is not shown', () => {
    const spike = data.history.slice()
    spike[0] = 1e6
    expect(forecastRange({ ...data, history: spike }).max).toBeLessThan(100)
  })
})

it('draws a band flat for half a step beyond its ends, without a wedge', () => {
  expect(bandPolygon([30, 31], [1, 2], [5, 6])).toEqual([
    [29.5, 5],
    [30, 5],
    [31, 6],
    [31.5, 6],
    [31.5, 2],
    [31, 2],
    [30, 1],
    [29.5, 1],
  ])
  expect(bandPolygon([], [], [])).toEqual([])
})

it('keeps end labels apart even when their values agree', () => {
  const label = (value: number) => ({ text: 'x', value, colour: '#ink', strong: false })
  const frame = { left: 0, top: 0, width: 100, height: 200, x: [0, 1], y: [0, 10] } as const
  const graphics = endLabelGraphics([7, 7, 7.1, NaN].map(label), frame, theme)
  const heights = graphics.flatMap((each) => (each.type === 'text' ? [each.y] : []))
  expect(heights).toHaveLength(3)
  heights.sort((a, b) => a - b)
  expect(heights[1] - heights[0]).toBeGreaterThanOrEqual(labelDistance - 1e-9)
  expect(heights[2] - heights[1]).toBeGreaterThanOrEqual(labelDistance - 1e-9)
})

describe('the picture', () => {
  const svg = renderSvg(forecastOption(data), size)
  it('says what was known, what was tested and where lines and bands end', () => {
    const texts = textsOf(svg)
    expect(texts).toContain('Known to 31 Dec 2015')
    expect(texts).toContain('Tested from 30 Dec 2015')
    for (const text of ['Forecast 7.2', 'Naive 7.1', '80 % to 12.0', '95 % from −1.8']) {
      expect(texts).toContain(text)
    }
  })
  it('has two bands for the hold-out and two for the forecast, inside the plot', () => {
    const frame = forecastFrame(data, size)
    for (const fill of [theme.band80, theme.band95]) {
      const polygons = [
        ...svg.matchAll(new RegExp(`<polygon points="([^"]*)" fill="${fill}"`, 'g')),
      ]
      expect(polygons).toHaveLength(2)
      // Points are written `x y x y …`.
      const heights = polygons.flatMap((match) =>
        match[1].split(' ').flatMap((text, i) => (i % 2 === 1 ? [Number(text)] : [])),
      )
      expect(heights.length).toBeGreaterThanOrEqual(12)
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(frame.top)
      expect(Math.max(...heights)).toBeLessThanOrEqual(frame.top + frame.height)
    }
  })
  it('does not animate', () => {
    expect(forecastOption(data)(theme, size).animation).toBe(false)
  })
})

it('tells at a step of the hold-out what happened and what the network said', () => {
  const tip = forecastTip(data)
  expect(tip(30, theme)).toMatch(/31 Dec 2015.*temp_max.*Hindcast.*8\.2.*80 %.*95 %.*Naive/)
  expect(tip(31, theme)).toMatch(/1 Jan 2016.*Forecast.*7\.5/)
  expect(tip(31, theme)).not.toContain('temp_max')
  expect(tip(99, theme)).toBe('')
})
