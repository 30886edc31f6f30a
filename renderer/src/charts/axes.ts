import type { GridComponentOption } from 'echarts/components'
import type { ChartOption } from './chart-option'
import type { ChartTheme } from './chart-theme'
import { numberText } from './number-text'
import type { PlotFrame } from './plot-frame'
import type { Tick } from './time-ticks'
import type { ValueRange } from './value-range'

type Axis<K extends 'xAxis' | 'yAxis'> = Extract<
  Exclude<NonNullable<ChartOption[K]>, readonly unknown[]>,
  { type?: 'value' }
>

/** The plot exactly where the frame says: no automatic room for labels. */
export function gridOf(frame: PlotFrame): GridComponentOption {
  return {
    left: frame.left,
    top: frame.top,
    width: frame.width,
    height: frame.height,
    containLabel: false,
    outerBoundsMode: 'none',
  }
}

export function textStyle(theme: ChartTheme): { fontFamily: string; fontSize: number } {
  return { fontFamily: theme.font, fontSize: 11 }
}

/** A step axis at the bottom, ticks at given steps only, its line below the lowest value, not at zero. */
export function stepAxis(
  frame: PlotFrame,
  ticks: readonly Tick[],
  theme: ChartTheme,
): Axis<'xAxis'> {
  const texts = new Map(ticks.map((tick) => [tick.step, tick.text]))
  const customValues = ticks.map((tick) => tick.step)
  return {
    type: 'value',
    min: frame.x[0],
    max: frame.x[1],
    axisLine: { show: true, onZero: false, lineStyle: { color: theme.ink3, width: 1 } },
    axisTick: { show: true, length: 4, customValues, lineStyle: { color: theme.ink3 } },
    axisLabel: {
      ...textStyle(theme),
      color: theme.ink2,
      margin: 8,
      customValues,
      formatter: (step: number) => texts.get(step) ?? '',
      hideOverlap: true,
    },
    splitLine: { show: false },
  }
}

/** A value axis on the left: labels and hairlines at the range's ticks. */
export function valueAxis(
  frame: PlotFrame,
  range: ValueRange,
  theme: ChartTheme,
  text: (value: number) => string = (value) => numberText(value, range.decimals),
): Axis<'yAxis'> {
  const customValues = [...range.ticks]
  return {
    type: 'value',
    min: frame.y[0],
    max: frame.y[1],
    axisLine: { show: false },
    // Split lines stand where the ticks would, shown or not.
    axisTick: { show: false, customValues },
    axisLabel: { ...textStyle(theme), color: theme.ink2, margin: 8, customValues, formatter: text },
    splitLine: { show: true, lineStyle: { color: theme.grid, width: 1 } },
  }
}

/** Room that the widest of the axis' labels takes, 6.5 pixels a character at 11 pixels, plus margins. */
export function labelRoom(range: ValueRange): number {
  const longest = range.ticks.map((tick) => numberText(tick, range.decimals).length)
  return 16 + Math.ceil(Math.max(1, ...longest) * 6.5)
}
