import { gridOf, labelRoom, stepAxis, valueAxis } from './axes'
import type { ChartOption, ChartSize, OptionBuilder } from './chart-option'
import type { ChartTheme } from './chart-theme'
import { endLabelGraphics, type EndLabel } from './end-label-graphics'
import { numberText } from './number-text'
import { plotFrame, type PlotFrame } from './plot-frame'
import { tipTable } from './tip-table'
import { crosshair } from './tooltip'
import { roundStep, valueRange, type ValueRange } from './value-range'

/** A method's error at each step ahead. */
export interface HorizonLine {
  readonly name: string
  readonly role: 'network' | 'best' | 'other'
  /** `[horizon]`, mean absolute error in the target's unit; NaN where nothing was measured. */
  readonly errors: readonly number[]
}

export interface HorizonChartData {
  /** At most five, the network first. */
  readonly lines: readonly HorizonLine[]
  /** Such as `days`. */
  readonly unit: string
  readonly decimals: number
}

/** From 0, so that a line's height says how large the error is. */
export function horizonRange({ lines }: HorizonChartData): ValueRange {
  const range = valueRange([[0], ...lines.map(({ errors }) => errors)], 4)
  return { ...range, min: 0, ticks: range.ticks.filter((tick) => tick >= 0) }
}

export function horizonFrame(data: HorizonChartData, size: ChartSize): PlotFrame {
  const range = horizonRange(data)
  const longest = Math.max(...data.lines.map(({ name }) => name.length))
  const right = 26 + Math.min(150, Math.ceil(longest * 6.2))
  const last = Math.max(1, ...data.lines.map(({ errors }) => errors.length))
  return plotFrame(
    size,
    { left: labelRoom(range), right, top: 8, bottom: 26 },
    last === 1 ? [0.5, 1.5] : [1, last],
    [range.min, range.max],
  )
}

/** Error by step ahead: the network in accent, the best baseline in grey, others thin. */
export function horizonOption(data: HorizonChartData): OptionBuilder {
  const range = horizonRange(data)
  return (theme, size): ChartOption => {
    const frame = horizonFrame(data, size)
    const last = Math.max(...data.lines.map(({ errors }) => errors.length))
    const every = Math.max(1, roundStep(last / Math.max(1, frame.width / 48)))
    const steps = Array.from({ length: last }, (_, i) => i + 1).filter(
      (step) => step === 1 || step === last || (step % every === 0 && last - step >= every / 2),
    )
    const ticks = steps.map((step) => ({
      step,
      text: step === last ? `${step} ${data.unit}` : String(step),
    }))
    const looks = lineLooks(data.lines, theme)
    const ends: readonly EndLabel[] = data.lines.map(({ name, errors, role }, i) => ({
      text: name,
      value: errors.at(-1) ?? Number.NaN,
      colour: looks[i].color,
      strong: role === 'network',
    }))
    return {
      animation: false,
      grid: gridOf(frame),
      xAxis: stepAxis(frame, ticks, theme),
      yAxis: valueAxis(frame, range, theme),
      tooltip: crosshair(theme, (x) => tipAt(data, Math.round(x), theme)),
      graphic: endLabelGraphics(ends, frame, theme),
      series: data.lines.map(({ name, errors, role }, i) => ({
        type: 'line' as const,
        name,
        data: errors.map((value, step): [number, number] => [step + 1, value]),
        showSymbol: errors.length === 1,
        symbol: 'circle',
        symbolSize: 5,
        z: role === 'network' ? 5 : role === 'best' ? 4 : 3,
        lineStyle: looks[i],
        itemStyle: { color: looks[i].color },
      })),
    }
  }
}

/** Others differ in dash, not by colour alone. */
function lineLooks(lines: readonly HorizonLine[], theme: ChartTheme) {
  const others = lines.filter(({ role }) => role === 'other')
  const dashes = ['dotted', 'dashed', [8, 3, 2, 3]] as const
  return lines.map((line) => {
    if (line.role === 'network') return { color: theme.forecast, width: 2.5 }
    if (line.role === 'best') return { color: theme.reference, width: 2 }
    const dash = dashes[others.indexOf(line) % dashes.length]
    const type = typeof dash === 'string' ? dash : [...dash]
    const color = others.indexOf(line) === 0 ? theme.second : theme.ink3
    return { color, width: 1.5, type }
  })
}

function tipAt(data: HorizonChartData, step: number, theme: ChartTheme): string {
  const looks = lineLooks(data.lines, theme)
  const rows = data.lines.map(({ name, errors }, i) => ({
    colour: looks[i].color,
    name,
    value: numberText(errors[step - 1] ?? Number.NaN, data.decimals),
  }))
  return tipTable(`Step ${step} ahead`, rows, theme)
}
