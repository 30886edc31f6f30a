import type { LineSeriesOption } from 'echarts/charts'
import { gridOf, labelRoom, stepAxis, textStyle, valueAxis } from './axes'
import type { ChartOption, ChartSize, OptionBuilder } from './chart-option'
import type { ChartTheme } from './chart-theme'
import { timeText } from './date-text'
import { missingMarks } from './missing-marks'
import type { MissingSpan } from './missing-spans'
import { numberText } from './number-text'
import { placeLabels } from './end-labels'
import { plotFrame, yPixel, type PlotFrame } from './plot-frame'
import { thinnedColumns, thinnedPoints, type ThinnedColumns } from './thinned-points'
import { timeTicks, type TimeGrid } from './time-ticks'
import { tipTable } from './tip-table'
import { crosshair } from './tooltip'
import { boundsWithin, pyramidOf, type ValuePyramid } from './value-pyramid'
import { valueRange, type ValueRange } from './value-range'

/** A moving mean drawn over noisy data. */
export interface SmoothLine {
  /** Such as `28-day mean`. */
  readonly name: string
  /** What the thin line is, such as `Daily`. */
  readonly rawName: string
  /** `[steps]` */
  readonly values: Float64Array
}

export interface SeriesChartData {
  readonly name: string
  readonly grid: TimeGrid
  /** `[steps]`, NaN where missing. */
  readonly values: Float64Array
  readonly decimals: number
  readonly smooth: SmoothLine | null
  readonly spans: readonly MissingSpan[]
}

/** First and last visible step. */
export type StepWindow = readonly [from: number, to: number]

/** Height of the range slider with the air above and below it. */
export const sliderRoom = 62

/** The plot: as high as what is visible, and with room for the labels of the whole. */
function seriesFrame(
  data: SeriesChartData,
  size: ChartSize,
  [from, to]: StepWindow,
  range: ValueRange,
  leastLabelRoom: number,
): PlotFrame {
  const margins = {
    left: Math.max(labelRoom(range), leastLabelRoom),
    right: data.smooth ? 92 : 24,
    top: 32,
    bottom: sliderRoom + 26,
  }
  return plotFrame(size, margins, [from - 0.5, to + 0.5], [range.min, range.max])
}

/**
 * The series in ink, missing spans marked, with a slider below and one crosshair. What does not
 * depend on the visible window is made once.
 */
export function seriesOption(data: SeriesChartData): (visible: StepWindow) => OptionBuilder {
  const last = data.values.length - 1
  const raw = pyramidOf(data.values)
  const smooth = data.smooth && pyramidOf(data.smooth.values)
  const overview = overviewLine(raw)
  const room = labelRoom(valueRange([boundsWithin(raw, 0, last)]))
  return (visible) =>
    (theme, size): ChartOption => {
      const range = valueRange([boundsWithin(raw, visible[0], visible[1])])
      const frame = seriesFrame(data, size, visible, range, room)
      // Two pixels wide, strokes that crowd would fill the gaps between them and take most of a frame.
      const dense = visible[1] - visible[0] > frame.width
      const ticks = timeTicks(data.grid, visible[0], visible[1], frame.width / 80)
      // Two points a pixel, which is all that a line can show.
      const columns = (pyramid: ValuePyramid): ThinnedColumns =>
        thinnedColumns(pyramid, visible[0], visible[1], 2 * Math.ceil(frame.width))
      return {
        animation: false,
        dataset: [raw, ...(smooth ? [smooth] : [])].map((line) => ({
          source: { ...columns(line) },
        })),
        grid: gridOf(frame),
        xAxis: { ...stepAxis(frame, ticks, theme), min: -0.5, max: last + 0.5 },
        yAxis: valueAxis(frame, range, theme),
        dataZoom: [
          { type: 'inside', startValue: frame.x[0], endValue: frame.x[1], filterMode: 'none' },
          seriesSlider(frame, theme),
        ],
        tooltip: crosshair(theme, (x) => tipAt(data, Math.round(x), theme)),
        graphic: endNames(data, visible, frame, theme),
        series: [
          overview,
          {
            type: 'line',
            name: data.name,
            datasetIndex: 0,
            encode: { x: 'step', y: 'value' },
            showSymbol: false,
            lineStyle: data.smooth
              ? { color: theme.reference, width: 1, opacity: 0.6 }
              : { color: theme.actual, width: dense ? 1 : 2, join: dense ? 'bevel' : 'round' },
            itemStyle: { color: theme.actual },
            markArea: missingMarks(data.spans, frame, data.grid.frequency, theme),
          },
          ...(data.smooth && smooth
            ? [
                {
                  type: 'line' as const,
                  name: data.smooth.name,
                  datasetIndex: 1,
                  encode: { x: 'step', y: 'value' },
                  showSymbol: false,
                  lineStyle: { color: theme.actual, width: 2, join: 'round' as const },
                  itemStyle: { color: theme.actual },
                },
              ]
            : []),
        ],
      }
    }
}

/**
 * The whole series for the slider, which shows a chart's first series; the plot does not show it. The
 * slider would draw a missing value as 0, so those are left out there.
 */
export function overviewLine(pyramid: ValuePyramid): LineSeriesOption {
  const points = thinnedPoints(pyramid, 0, pyramid.values.length - 1, 400)
  return {
    type: 'line',
    name: 'overview',
    data: points.filter(([, value]) => !Number.isNaN(value)),
    silent: true,
    showSymbol: false,
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
  }
}

function tipAt(data: SeriesChartData, step: number, theme: ChartTheme): string {
  if (step < 0 || step >= data.values.length) return ''
  const value = data.values[step]
  const rows = [
    {
      colour: data.smooth ? theme.reference : theme.actual,
      name: data.name,
      value: Number.isNaN(value) ? 'missing' : numberText(value, data.decimals),
    },
  ]
  if (data.smooth) {
    const mean = numberText(data.smooth.values[step], data.decimals)
    rows.push({ colour: theme.actual, name: data.smooth.name, value: mean })
  }
  return tipTable(timeText(data.grid.times[step], data.grid.frequency), rows, theme)
}

/** The slider below a plot, with the whole series in it. */
export function seriesSlider(frame: PlotFrame, theme: ChartTheme) {
  const shadow = { lineStyle: { color: theme.accent, width: 1 }, areaStyle: { opacity: 0 } }
  return {
    type: 'slider' as const,
    startValue: frame.x[0],
    endValue: frame.x[1],
    filterMode: 'none' as const,
    left: frame.left,
    width: frame.width,
    bottom: 16,
    height: 28,
    showDetail: false,
    brushSelect: false,
    borderColor: theme.line,
    borderRadius: 0,
    backgroundColor: theme.sunken,
    // Lies over the small line, so it lets it through: a tenth of the accent.
    fillerColor: `${theme.accent}1a`,
    dataBackground: shadow,
    selectedDataBackground: shadow,
    handleIcon: 'path://M0,0 H6 V18 H0 Z',
    handleSize: '64%',
    handleStyle: { color: theme.surface, borderColor: theme.ink2, borderWidth: 1 },
    moveHandleSize: 0,
    emphasis: { handleStyle: { color: theme.surface, borderColor: theme.accent } },
  }
}

/** Names of the two lines at their right ends; one line needs none, the title names it. */
function endNames(data: SeriesChartData, visible: StepWindow, frame: PlotFrame, theme: ChartTheme) {
  if (!data.smooth) return []
  const names = [
    { text: data.smooth.rawName, at: lastWithin(data.values, visible), bold: false },
    { text: data.smooth.name, at: lastWithin(data.smooth.values, visible), bold: true },
  ].filter((name) => Number.isFinite(name.at))
  const wanted = names.map((name) => yPixel(frame, name.at))
  const heights = placeLabels(wanted, 16, frame.top, frame.top + frame.height)
  return names.map((name, i) => ({
    type: 'text' as const,
    silent: true,
    x: frame.left + frame.width + 10,
    y: heights[i],
    style: {
      text: name.text,
      fill: name.bold ? theme.ink : theme.ink2,
      font: `${name.bold ? 600 : 400} 11px ${textStyle(theme).fontFamily}`,
      textVerticalAlign: 'middle' as const,
    },
  }))
}

function lastWithin(values: Float64Array, [from, to]: readonly [number, number]): number {
  for (let step = to; step >= from; step--) if (Number.isFinite(values[step])) return values[step]
  return NaN
}
