import type { CustomSeriesOption } from 'echarts/charts'
import { gridOf, labelRoom, stepAxis, valueAxis } from './axes'
import type { ChartOption, OptionBuilder } from './chart-option'
import type { ChartTheme } from './chart-theme'
import { numberText } from './number-text'
import { plotFrame, xPixel, yPixel, type PlotFrame } from './plot-frame'
import { tipTable } from './tip-table'
import { crosshair } from './tooltip'
import { roundStep, valueRange } from './value-range'

export interface CorrelogramChartData {
  readonly name: string
  /** `[lags + 1]`, NaN where there is none. */
  readonly values: Float64Array
  /** Beyond ± this lies more than noise. */
  readonly limit: number
  /** Steps of the season, at which lags are ticked; 1 without one. */
  readonly season: number
  /** Text of a number of steps, such as `7 days`. */
  stepsText(steps: number): string
}

/** A bar a lag, from 0, over the band in which noise stays. */
export function correlogramOption(data: CorrelogramChartData): OptionBuilder {
  const { values, limit, season } = data
  const last = values.length - 1
  const range = valueRange([[0, 1, -limit], values], 3)
  return (theme, size): ChartOption => {
    const margins = { left: labelRoom(range), right: 16, top: 6, bottom: 24 }
    const frame = plotFrame(size, margins, [-0.8, last + 0.8], [range.min, range.max])
    const rough = Math.max(1, last / Math.max(1, frame.width / 44))
    const every = season > 1 ? season * Math.ceil(rough / season) : roundStep(rough)
    const ticks = Array.from({ length: Math.floor(last / every) + 1 }, (_, i) => ({
      step: i * every,
      text: String(i * every),
    }))
    return {
      animation: false,
      grid: gridOf(frame),
      xAxis: stepAxis(frame, ticks, theme),
      yAxis: valueAxis(frame, range, theme),
      tooltip: crosshair(theme, (x) => tipAt(data, Math.round(x), theme)),
      series: [noiseBand(limit, frame, theme), bars(values, frame, theme)],
    }
  }
}

function noiseBand(limit: number, frame: PlotFrame, theme: ChartTheme): CustomSeriesOption {
  const top = yPixel(frame, limit)
  return {
    type: 'custom',
    name: 'Noise',
    silent: true,
    tooltip: { show: false },
    data: [[0, 0]],
    renderItem: () => ({
      type: 'rect',
      shape: {
        x: frame.left,
        y: top,
        width: frame.width,
        height: yPixel(frame, -limit) - top,
      },
      style: { fill: theme.band95 },
    }),
  }
}

function bars(values: Float64Array, frame: PlotFrame, theme: ChartTheme): CustomSeriesOption {
  const width = Math.max(1, Math.round((xPixel(frame, 1) - xPixel(frame, 0)) * 0.5))
  const zero = yPixel(frame, 0)
  return {
    type: 'custom',
    name: 'Lag',
    data: Array.from(values, (value, lag): [number, number] => [lag, value]),
    renderItem: ({ dataIndex }) => {
      const end = yPixel(frame, Number.isNaN(values[dataIndex]) ? 0 : values[dataIndex])
      return {
        type: 'rect',
        shape: {
          x: xPixel(frame, dataIndex) - width / 2,
          y: Math.min(zero, end),
          width,
          height: Math.abs(end - zero),
        },
        style: { fill: theme.actual },
      }
    },
  }
}

function tipAt(data: CorrelogramChartData, lag: number, theme: ChartTheme): string {
  if (lag < 0 || lag >= data.values.length) return ''
  const value = numberText(data.values[lag], 2)
  return tipTable(data.stepsText(lag), [{ colour: theme.actual, name: data.name, value }], theme)
}
