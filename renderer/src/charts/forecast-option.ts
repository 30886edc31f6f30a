import type { ForecastPoint, HoldoutPoint } from '../../../engine/forecast/forecast-result'
import { gridOf, labelRoom, stepAxis, valueAxis } from './axes'
import { bandPolygon, bandSeries } from './band-polygon'
import type { ChartOption, ChartSize, OptionBuilder } from './chart-option'
import type { ChartTheme } from './chart-theme'
import { timeText } from './date-text'
import { endLabelGraphics, type EndLabel } from './end-label-graphics'
import { forecastTip } from './forecast-tip'
import { momentGraphics } from './moment-graphics'
import { numberText } from './number-text'
import { plotFrame, type PlotFrame } from './plot-frame'
import { thinnedPoints } from './thinned-points'
import { timeTicks, type TimeGrid } from './time-ticks'
import { crosshair } from './tooltip'
import { pyramidOf } from './value-pyramid'
import { valueRange, type ValueRange } from './value-range'

/** A rule's values beside the network's. */
export interface BaselineLine {
  /** Such as `Seasonal naive`. */
  readonly name: string
  /** Step of the first value. */
  readonly from: number
  readonly values: ArrayLike<number>
}

export interface ForecastChartData {
  readonly target: string
  /** Short name of the network. */
  readonly model: string
  /** Dates of the history and of the forecast after it. */
  readonly grid: TimeGrid
  /** `[steps]`, NaN where missing; the hold-out is its end. */
  readonly history: Float64Array
  readonly holdout: readonly HoldoutPoint[]
  readonly forecast: readonly ForecastPoint[]
  readonly baseline: BaselineLine | null
  readonly decimals: number
  /** Steps of history shown, at least the hold-out. */
  readonly shown: number
}

/** First visible step. */
function firstStep(data: ForecastChartData): number {
  return Math.max(0, data.history.length - Math.max(data.shown, data.holdout.length))
}

/** The value axis' range: all that is drawn, bands included. */
export function forecastRange(data: ForecastChartData): ValueRange {
  const points = [...data.holdout, ...data.forecast]
  const from = firstStep(data)
  const baseline = data.baseline
    ? Array.from(data.baseline.values).slice(Math.max(0, from - data.baseline.from))
    : []
  return valueRange([
    data.history.subarray(from),
    points.map((point) => point.lo95),
    points.map((point) => point.hi95),
    points.map((point) => point.mean),
    baseline,
  ])
}

/** The plot: the last `shown` steps of history and the whole forecast. */
export function forecastFrame(data: ForecastChartData, size: ChartSize): PlotFrame {
  const range = forecastRange(data)
  const end = data.history.length + data.forecast.length - 1
  const names = endLabels(data, null).map((label) => label.text.length)
  const right = 26 + Math.ceil(Math.max(...names) * 6.2)
  return plotFrame(
    size,
    { left: labelRoom(range), right, top: 44, bottom: 28 },
    [firstStep(data) - 0.5, end + 0.5],
    [range.min, range.max],
  )
}

/** History in ink, the hindcast of the hold-out and the forecast in accent, their bands as flat areas. */
export function forecastOption(data: ForecastChartData): OptionBuilder {
  const range = forecastRange(data)
  const known = data.history.length
  const tested = known - data.holdout.length
  const past = pyramidOf(data.history)
  const tip = forecastTip(data)
  return (theme, size): ChartOption => {
    const frame = forecastFrame(data, size)
    const ticks = timeTicks(data.grid, frame.x[0], frame.x[1], frame.width / 76)
    const history = thinnedPoints(past, firstStep(data), known - 1, 2 * frame.width)
    const dated = (step: number): string => timeText(data.grid.times[step], data.grid.frequency)
    return {
      animation: false,
      grid: gridOf(frame),
      xAxis: stepAxis(frame, ticks, theme),
      yAxis: valueAxis(frame, range, theme),
      tooltip: crosshair(theme, (x) => tip(Math.round(x), theme)),
      graphic: [
        ...momentGraphics(
          [
            ...(tested < known
              ? [{ x: tested - 0.5, text: `Tested from ${dated(tested)}`, known: false }]
              : []),
            { x: known - 0.5, text: `Known to ${dated(known - 1)}`, known: true },
          ],
          frame,
          theme,
        ),
        ...endLabelGraphics(endLabels(data, theme), frame, theme),
      ],
      series: [
        ...bands(data.holdout, tested, theme),
        ...bands(data.forecast, known, theme),
        ...baselineSeries(data.baseline, known, theme),
        {
          type: 'line',
          name: data.target,
          data: history,
          showSymbol: false,
          // What happened lies over what was said.
          z: 5,
          lineStyle: { color: theme.actual, width: 2, join: 'round' },
          itemStyle: { color: theme.actual },
        },
        meanSeries('Hindcast', data.holdout, tested, theme),
        meanSeries('Forecast', data.forecast, known, theme),
      ],
    }
  }
}

function bands(points: readonly ForecastPoint[], from: number, theme: ChartTheme) {
  const steps = points.map((_, i) => from + i)
  const of = (key: 'lo80' | 'hi80' | 'lo95' | 'hi95'): number[] => points.map((point) => point[key])
  return [
    bandSeries('95 % band', bandPolygon(steps, of('lo95'), of('hi95')), theme.band95),
    bandSeries('80 % band', bandPolygon(steps, of('lo80'), of('hi80')), theme.band80),
  ]
}

function meanSeries(
  name: string,
  points: readonly ForecastPoint[],
  from: number,
  theme: ChartTheme,
) {
  return {
    type: 'line' as const,
    name,
    data: points.map((point, i): [number, number] => [from + i, point.mean]),
    // A single step ahead has no line to draw: its point is shown instead.
    showSymbol: points.length === 1,
    symbol: 'circle',
    symbolSize: 6,
    z: 4,
    lineStyle: { color: theme.forecast, width: 2.5, join: 'round' as const },
    itemStyle: { color: theme.forecast },
  }
}

/** One line for the hold-out and one for the forecast: they are made from different knowledge. */
function baselineSeries(baseline: BaselineLine | null, known: number, theme: ChartTheme) {
  if (!baseline) return []
  const points = Array.from(baseline.values, (value, i): [number, number] => [
    baseline.from + i,
    value,
  ])
  const parts = [points.filter(([step]) => step < known), points.filter(([step]) => step >= known)]
  return parts.map((data) => ({
    type: 'line' as const,
    name: baseline.name,
    data,
    showSymbol: false,
    z: 3,
    lineStyle: { color: theme.reference, width: 1.75, type: 'dotted' as const },
    itemStyle: { color: theme.reference },
  }))
}

/** Labels of the last step; without a theme only their texts matter. */
function endLabels(data: ForecastChartData, theme: ChartTheme | null): readonly EndLabel[] {
  const last = data.forecast.at(-1)
  if (!last) return []
  const text = (value: number): string => numberText(value, data.decimals)
  const plain = theme?.ink2 ?? ''
  const band = (words: string, value: number): EndLabel => ({
    text: `${words} ${text(value)}`,
    value,
    colour: plain,
    strong: false,
  })
  const rule = data.baseline
  const labels = [
    band('95 % to', last.hi95),
    band('80 % to', last.hi80),
    {
      text: `Forecast ${text(last.mean)}`,
      value: last.mean,
      colour: theme?.forecast ?? '',
      strong: true,
    },
    band('80 % from', last.lo80),
    band('95 % from', last.lo95),
  ]
  if (!rule) return labels
  const end = rule.values[rule.values.length - 1]
  return [
    ...labels,
    {
      text: `${rule.name} ${text(end)}`,
      value: end,
      colour: theme?.reference ?? '',
      strong: false,
    },
  ]
}
