import { gridOf, labelRoom, stepAxis, valueAxis } from './axes'
import type { ChartOption, ChartSize, OptionBuilder } from './chart-option'
import { timeText } from './date-text'
import { numberText } from './number-text'
import { plotFrame, type PlotFrame } from './plot-frame'
import { timeTicks, type TimeGrid } from './time-ticks'
import { tipTable } from './tip-table'
import { crosshair } from './tooltip'
import { valueRange } from './value-range'

export interface WindowChartData {
  readonly target: string
  readonly grid: TimeGrid
  /** `[steps]`, NaN where missing. */
  readonly values: Float64Array
  readonly decimals: number
  /** First step of the horizon: the window is `history` steps before it and `horizon` from it. */
  readonly origin: number
  readonly history: number
  readonly horizon: number
  /** First and last step drawn. */
  readonly view: readonly [from: number, to: number]
}

/** Where one window lies in the series and what is drawn around it. */
export interface WindowPlace {
  readonly origin: number
  readonly view: readonly [from: number, to: number]
}

/** A recent window with some of the series on both sides; clipped to the series. */
export function placeWindow(steps: number, history: number, horizon: number): WindowPlace {
  const size = history + horizon
  const after = Math.round(size * 0.3)
  const origin = Math.min(steps - horizon, Math.max(history, steps - horizon - after))
  const from = Math.max(0, origin - history - Math.max(4, Math.round(size * 0.9)))
  const to = Math.min(steps - 1, origin + horizon - 1 + Math.max(2, after))
  return { origin, view: [from, to] }
}

/** The plot: brackets stand in the room above it. */
export function windowFrame(data: WindowChartData, size: ChartSize): PlotFrame {
  const [from, to] = data.view
  const range = valueRange([data.values.subarray(from, to + 1)])
  const margins = { left: labelRoom(range), right: 12, top: 40, bottom: 28 }
  return plotFrame(size, margins, [from - 0.5, to + 0.5], [range.min, range.max])
}

/** One window on the user's data: history in ink on grey, horizon dashed in accent on its tint. */
export function windowOption(data: WindowChartData): OptionBuilder {
  const [from, to] = data.view
  const range = valueRange([data.values.subarray(from, to + 1)])
  const start = data.origin - data.history
  const end = data.origin + data.horizon - 1
  const piece = (first: number, last: number): [number, number][] => {
    const points: [number, number][] = []
    for (let step = Math.max(from, first); step <= Math.min(to, last); step++) {
      points.push([step, data.values[step]])
    }
    return points
  }
  return (theme, size): ChartOption => {
    const frame = windowFrame(data, size)
    const ticks = timeTicks(data.grid, from, to, frame.width / 90)
    const line = (name: string, points: [number, number][], color: string, width: number) => ({
      type: 'line' as const,
      name,
      data: points,
      showSymbol: false,
      lineStyle: { color, width, join: 'round' as const },
      itemStyle: { color },
    })
    const horizon = line('Horizon', piece(data.origin - 1, end), theme.forecast, 2)
    return {
      animation: false,
      grid: gridOf(frame),
      xAxis: stepAxis(frame, ticks, theme),
      yAxis: valueAxis(frame, range, theme),
      tooltip: crosshair(theme, (x) => {
        const step = Math.round(x)
        const value = numberText(data.values[step] ?? NaN, data.decimals)
        const title = timeText(data.grid.times[step] ?? NaN, data.grid.frequency)
        return tipTable(title, [{ colour: null, name: data.target, value }], theme)
      }),
      series: [
        {
          ...line('Before', piece(from, start), theme.reference, 1.5),
          markArea: {
            silent: true,
            data: [
              [
                { xAxis: start - 0.5, itemStyle: { color: theme.hover } },
                { xAxis: data.origin - 0.5 },
              ],
              [
                { xAxis: data.origin - 0.5, itemStyle: { color: theme.accentSoft } },
                { xAxis: end + 0.5 },
              ],
            ],
          },
        },
        line('After', piece(end, to), theme.reference, 1.5),
        line('History', piece(start, data.origin - 1), theme.actual, 2),
        { ...horizon, lineStyle: { ...horizon.lineStyle, type: 'dashed' as const } },
      ],
    }
  }
}
