import { gridOf, labelRoom, stepAxis, valueAxis } from './axes'
import { bandPolygon, bandSeries } from './band-polygon'
import type { ChartOption, ChartSize, OptionBuilder } from './chart-option'
import type { ChartTheme } from './chart-theme'
import { timeText } from './date-text'
import { numberText } from './number-text'
import { plotFrame, type PlotFrame } from './plot-frame'
import { thinnedPoints } from './thinned-points'
import { timeTicks, type TimeGrid } from './time-ticks'
import { tipTable, type TipRow } from './tip-table'
import { crosshair } from './tooltip'
import { pyramidOf } from './value-pyramid'
import { valueRange, type ValueRange } from './value-range'

/** What was said from one origin. */
export interface HindcastFold {
  /** First row that is forecast. */
  readonly origin: number
  /** `[horizon]`. */
  readonly mean: Float64Array
  readonly bands: readonly {
    readonly level: number
    readonly lower: Float64Array
    readonly upper: Float64Array
  }[]
}

export interface HindcastChartData {
  readonly target: string
  readonly grid: TimeGrid
  /** `[steps]`, NaN where missing. */
  readonly measured: Float64Array
  /** One fold each, the oldest first. */
  readonly folds: readonly HindcastFold[]
  readonly decimals: number
}

/** The folds' rows and a twentieth as many before them, for the eye to start from. */
function firstStep({ folds }: HindcastChartData): number {
  const [first] = folds
  const last = folds.at(-1)
  if (!last) return 0
  const length = last.origin + last.mean.length - first.origin
  return Math.max(0, first.origin - Math.ceil(length / 20))
}

function lastStep({ folds, measured }: HindcastChartData): number {
  const last = folds.at(-1)
  return last ? last.origin + last.mean.length - 1 : measured.length - 1
}

/** The value axis' range: all that is drawn, bands included. */
export function hindcastRange(data: HindcastChartData): ValueRange {
  return valueRange([
    data.measured.subarray(firstStep(data), lastStep(data) + 1),
    ...data.folds.flatMap(({ mean, bands }) => [
      mean,
      ...bands.flatMap(({ lower, upper }) => [lower, upper]),
    ]),
  ])
}

export function hindcastFrame(data: HindcastChartData, size: ChartSize): PlotFrame {
  const range = hindcastRange(data)
  return plotFrame(
    size,
    { left: labelRoom(range), right: 8, top: 12, bottom: 28 },
    [firstStep(data) - 0.5, lastStep(data) + 0.5],
    [range.min, range.max],
  )
}

/** What was measured over what was said from each origin, with each fold's bands. */
export function hindcastOption(data: HindcastChartData): OptionBuilder {
  const range = hindcastRange(data)
  const measured = pyramidOf(data.measured)
  return (theme, size): ChartOption => {
    const frame = hindcastFrame(data, size)
    const ticks = timeTicks(data.grid, frame.x[0], frame.x[1], frame.width / 76)
    const points = thinnedPoints(measured, firstStep(data), lastStep(data), 2 * frame.width)
    return {
      animation: false,
      grid: gridOf(frame),
      xAxis: stepAxis(frame, ticks, theme),
      yAxis: valueAxis(frame, range, theme),
      tooltip: crosshair(theme, (x) => tipAt(data, Math.round(x), theme)),
      series: [
        ...data.folds.flatMap((fold) => foldBands(fold, theme)),
        ...data.folds.map((fold) => ({
          type: 'line' as const,
          name: 'Hindcast',
          data: Array.from(fold.mean, (value, i): [number, number] => [fold.origin + i, value]),
          showSymbol: fold.mean.length === 1,
          symbol: 'circle',
          symbolSize: 5,
          z: 4,
          lineStyle: { color: theme.forecast, width: 2, join: 'round' as const },
          itemStyle: { color: theme.forecast },
        })),
        {
          type: 'line',
          name: data.target,
          data: points,
          showSymbol: false,
          // What happened lies over what was said.
          z: 5,
          lineStyle: { color: theme.actual, width: 1.5, join: 'round' },
          itemStyle: { color: theme.actual },
        },
      ],
    }
  }
}

/** The widest first. A fold's bands are its own, so a narrow gap stays between two folds. */
function foldBands({ origin, bands }: HindcastFold, theme: ChartTheme) {
  const colours: Readonly<Record<string, string>> = { '0.8': theme.band80, '0.95': theme.band95 }
  return bands
    .toSorted((a, b) => b.level - a.level)
    .flatMap(({ level, lower, upper }) => {
      const fill = colours[String(level)]
      if (fill === undefined) return []
      const steps = Array.from(lower, (_, i) => origin + i)
      return [bandSeries(`${100 * level} %`, bandPolygon(steps, [...lower], [...upper]), fill)]
    })
}

function tipAt(data: HindcastChartData, step: number, theme: ChartTheme): string {
  if (step < 0 || step >= data.measured.length) return ''
  const text = (value: number): string => numberText(value, data.decimals)
  const value = data.measured[step]
  const rows: TipRow[] = [
    {
      colour: theme.actual,
      name: data.target,
      value: Number.isNaN(value) ? 'missing' : text(value),
    },
  ]
  const fold = data.folds.find(({ origin, mean }) => step >= origin && step < origin + mean.length)
  if (fold) {
    const ahead = step - fold.origin
    rows.push({ colour: theme.forecast, name: 'Hindcast', value: text(fold.mean[ahead]) })
    for (const { level, lower, upper } of fold.bands) {
      const colour = level === 0.8 ? theme.band80 : level === 0.95 ? theme.band95 : null
      const span = `${text(lower[ahead])} to ${text(upper[ahead])}`
      rows.push({ colour, name: `${100 * level} %`, value: span })
    }
  }
  return tipTable(timeText(data.grid.times[step], data.grid.frequency), rows, theme)
}
