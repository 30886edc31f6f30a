import type { CustomSeriesOption } from 'echarts/charts'
import { gridOf, labelRoom, stepAxis, valueAxis } from './axes'
import { candlesOf, type Candle, type Prices } from './candles'
import type { ChartOption, OptionBuilder } from './chart-option'
import type { ChartTheme } from './chart-theme'
import { timeText } from './date-text'
import { numberText } from './number-text'
import { plotFrame, xPixel, yPixel, type PlotFrame } from './plot-frame'
import { overviewLine, seriesSlider, sliderRoom, type StepWindow } from './series-option'
import { timeTicks, type TimeGrid } from './time-ticks'
import { tipTable } from './tip-table'
import { crosshair } from './tooltip'
import { pyramidOf } from './value-pyramid'
import { valueRange } from './value-range'

export interface CandleChartData {
  readonly grid: TimeGrid
  readonly prices: Prices
  /** `[steps]` of the closing price, for the slider. */
  readonly close: Float64Array
  readonly decimals: number
}

/** Room for a candle and the air beside it. */
const pixelsPerCandle = 6
/** Share of the plot's height that volumes take at its foot. */
const volumeShare = 0.18

/**
 * Prices as candles, hollow where they rose and filled where they fell, volumes at the foot. Where steps
 * are closer than candles can be, neighbours are joined into longer candles with the extremes of all.
 */
export function candleOption(data: CandleChartData): (visible: StepWindow) => OptionBuilder {
  const last = data.close.length - 1
  const overview = overviewLine(pyramidOf(data.close))
  return (visible) =>
    (theme, size): ChartOption => {
      const drawn = Math.max(8, Math.floor((size.width - 96) / pixelsPerCandle))
      const candles = candlesOf(data.prices, visible[0], visible[1], drawn)
      const range = valueRange([candles.map(({ low }) => low), candles.map(({ high }) => high)])
      const margins = { left: labelRoom(range), right: 24, top: 24, bottom: sliderRoom + 26 }
      const spread = range.max - range.min
      // Volumes have the foot of the plot to themselves.
      const low = data.prices.volume === null ? range.min : range.min - spread * volumeShare * 1.3
      const frame = plotFrame(size, margins, [visible[0] - 0.5, visible[1] + 0.5], [low, range.max])
      const ticks = timeTicks(data.grid, visible[0], visible[1], frame.width / 80)
      return {
        animation: false,
        grid: gridOf(frame),
        xAxis: { ...stepAxis(frame, ticks, theme), min: -0.5, max: last + 0.5 },
        yAxis: valueAxis(frame, range, theme),
        dataZoom: [
          { type: 'inside', startValue: frame.x[0], endValue: frame.x[1], filterMode: 'none' },
          seriesSlider(frame, theme),
        ],
        tooltip: crosshair(theme, (x) => tipAt(data, candles, Math.round(x), theme)),
        series: [overview, candleSeries(candles, frame, theme)],
      }
    }
}

function candleSeries(
  candles: readonly Candle[],
  frame: PlotFrame,
  theme: ChartTheme,
): CustomSeriesOption {
  const largest = candles.reduce((most, { volume }) => Math.max(most, volume), 0)
  const foot = frame.top + frame.height
  return {
    type: 'custom',
    name: 'Candles',
    clip: true,
    data: candles.map(({ from, to, close }) => [(from + to) / 2, close]),
    renderItem: (params) => {
      const { from, to, open, high, low, close, volume } = candles[params.dataIndex]
      const left = xPixel(frame, from - 0.5)
      const room = xPixel(frame, to + 0.5) - left
      const width = Math.max(1, Math.round(room * 0.68))
      const middle = left + room / 2
      const top = yPixel(frame, Math.max(open, close))
      const height = Math.max(1, yPixel(frame, Math.min(open, close)) - top)
      const tall = largest === 0 ? 0 : (volume / largest) * frame.height * volumeShare
      const shape = (y: number, tallness: number) => ({
        x: middle - width / 2,
        y,
        width,
        height: tallness,
      })
      return {
        type: 'group',
        children: [
          {
            type: 'rect',
            shape: shape(foot - tall, tall),
            style: { fill: theme.edge, opacity: 0.45 },
          },
          {
            type: 'line',
            shape: { x1: middle, x2: middle, y1: yPixel(frame, high), y2: yPixel(frame, low) },
            style: { stroke: theme.actual, lineWidth: 1 },
          },
          {
            type: 'rect',
            shape: shape(top, height),
            style: {
              fill: close >= open ? theme.surface : theme.actual,
              stroke: theme.actual,
              lineWidth: 1,
            },
          },
        ],
      }
    },
  }
}

function tipAt(
  data: CandleChartData,
  candles: readonly Candle[],
  step: number,
  theme: ChartTheme,
): string {
  const candle = candles.find(({ from, to }) => step >= from && step <= to)
  if (candle === undefined) return ''
  const { times, frequency } = data.grid
  const day = (at: number): string => timeText(times[at], frequency)
  const title =
    candle.from === candle.to ? day(candle.from) : `${day(candle.from)} to ${day(candle.to)}`
  const row = (name: string, value: number, decimals = data.decimals) => ({
    colour: null,
    name,
    value: numberText(value, decimals),
  })
  const rows = [
    row('Open', candle.open),
    row('High', candle.high),
    row('Low', candle.low),
    row('Close', candle.close),
  ]
  return tipTable(
    title,
    data.prices.volume === null ? rows : [...rows, row('Volume', candle.volume, 0)],
    theme,
  )
}
