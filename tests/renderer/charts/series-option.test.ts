import { expect, it } from 'vitest'
import { missingSpans } from '../../../renderer/src/charts/missing-spans'
import { seriesOption, type SeriesChartData } from '../../../renderer/src/charts/series-option'
import { zoomedRange } from '../../../renderer/src/charts/zoomed-range'
import { daily, days, theme } from './fixtures'
import { renderSvg, textsOf } from './render-svg'

const size = { width: 900, height: 400 }
const values = Float64Array.from({ length: 1461 }, (_, i) => 15 + 10 * Math.sin(i / 58))
values.fill(NaN, 599, 602)
const data: SeriesChartData = {
  name: 'temp_max',
  grid: { frequency: daily, times: days('2012-01-01', 1461) },
  values,
  decimals: 1,
  smooth: null,
  spans: missingSpans(values),
}

it('marks and labels the missing span and ticks the calendar', () => {
  const texts = textsOf(renderSvg(seriesOption(data)([0, 1460]), size))
  expect(texts).toContain('3 days missing')
  expect(texts).toContain('2013')
})

it('does not draw a line across the missing span', () => {
  const short = { ...data, values: values.slice(590, 610) }
  const grid = { frequency: daily, times: days('2013-08-13', 20) }
  const spans = missingSpans(short.values)
  const svg = renderSvg(seriesOption({ ...short, grid, spans })([0, 19]), size)
  const strokes = new RegExp(`<path d="([^"]*)" fill="none"[^>]*stroke="${theme.actual}"`).exec(svg)
  expect(strokes?.[1].match(/M/g)).toHaveLength(2)
})

it('ticks only what is visible after a zoom, with finer dates', () => {
  const texts = textsOf(renderSvg(seriesOption(data)([366, 396]), size))
  expect(texts).toContain('7 Jan')
  expect(texts).not.toContain('2014')
})

it('reads the range that a zoom reports', () => {
  expect(zoomedRange({ dataZoom: [{ startValue: 3, endValue: 9 }] })).toEqual([3, 9])
  expect(zoomedRange({})).toBeNull()
})
