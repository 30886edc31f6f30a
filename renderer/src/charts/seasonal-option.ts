import { gridOf, labelRoom, stepAxis, valueAxis } from './axes'
import type { ChartOption, OptionBuilder } from './chart-option'
import type { ChartTheme } from './chart-theme'
import { endLabelGraphics, type EndLabel } from './end-label-graphics'
import { numberText } from './number-text'
import { plotFrame } from './plot-frame'
import type { Tick } from './time-ticks'
import { tipTable } from './tip-table'
import { crosshair } from './tooltip'
import { valueRange } from './value-range'

export interface SeasonalChartData {
  /** The newest last; at most four. */
  readonly lines: readonly { readonly name: string; readonly values: Float64Array }[]
  readonly ticks: readonly Tick[]
  readonly decimals: number
  /** Name of each place on the axis. */
  readonly places: readonly string[]
}

/** The newest turn of a season in ink over those before it, which differ in dash too. */
export function seasonalOption(data: SeasonalChartData): OptionBuilder {
  const { lines, ticks, decimals } = data
  const range = valueRange(
    lines.map(({ values }) => values),
    4,
  )
  return (theme, size): ChartOption => {
    const longest = Math.max(...lines.map(({ name }) => name.length))
    const right = 26 + Math.ceil(longest * 6.4)
    const margins = { left: labelRoom(range), right, top: 8, bottom: 24 }
    const frame = plotFrame(size, margins, [0, data.places.length - 1], [range.min, range.max])
    const looks = lineLooks(lines.length, theme)
    const ends: readonly EndLabel[] = lines.map(({ name, values }, i) => ({
      text: name,
      value: values.findLast((value) => !Number.isNaN(value)) ?? Number.NaN,
      colour: looks[i].color,
      strong: i === lines.length - 1,
    }))
    return {
      animation: false,
      grid: gridOf(frame),
      xAxis: stepAxis(frame, ticks, theme),
      yAxis: valueAxis(frame, range, theme),
      tooltip: crosshair(theme, (x) => {
        const place = Math.round(x)
        const rows = lines.map(({ name, values }, i) => ({
          colour: looks[i].color,
          name,
          value: numberText(values[place] ?? Number.NaN, decimals),
        }))
        return tipTable(data.places[place] ?? '', rows, theme)
      }),
      graphic: endLabelGraphics(ends, frame, theme),
      series: lines.map(({ name, values }, i) => ({
        type: 'line' as const,
        name,
        data: Array.from(values, (value, place): [number, number] => [place, value]),
        showSymbol: false,
        z: i === lines.length - 1 ? 5 : 3,
        lineStyle: looks[i],
        itemStyle: { color: looks[i].color },
      })),
    }
  }
}

function lineLooks(count: number, theme: ChartTheme) {
  const earlier = [
    { color: theme.reference, width: 1.5, type: 'solid' as const },
    { color: theme.second, width: 1.5, type: 'dashed' as const },
    { color: theme.ink3, width: 1.5, type: 'dotted' as const },
  ]
  const newest = { color: theme.actual, width: 2.5, type: 'solid' as const }
  return [...earlier.slice(0, count - 1).reverse(), newest]
}
