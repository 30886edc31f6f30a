import type { RepairPreview } from '../../../engine/jobs/repair-preview'
import { gridOf, labelRoom, stepAxis, valueAxis } from './axes'
import type { ChartOption, OptionBuilder } from './chart-option'
import { timeText } from './date-text'
import { decimalsOf, numberText } from './number-text'
import { plotFrame } from './plot-frame'
import { timeTicks } from './time-ticks'
import { tipTable } from './tip-table'
import { crosshair } from './tooltip'
import { valueRange } from './value-range'

/** What stays in ink, what a repair would make of the rest dashed, what it replaces as hollow points. */
export function repairOption(preview: RepairPreview): OptionBuilder {
  const { times, frequency } = preview
  const before = Float64Array.from(preview.before)
  const after = Float64Array.from(preview.after)
  const differs = (step: number): boolean => !Object.is(before[step], after[step])
  const kept = after.map((value, step) => (differs(step) ? Number.NaN : value))
  /** The changed values with the kept ones beside them, so that the line joins on. */
  const joined = after.map((value, step) =>
    differs(step) || differs(step - 1) || differs(step + 1) ? value : Number.NaN,
  )
  const changed = [...times.keys()].filter(differs)
  const range = valueRange([before, after], 3)
  const decimals = Math.max(decimalsOf(before), decimalsOf(after))
  const text = (value: number): string =>
    Number.isNaN(value) ? 'missing' : numberText(value, decimals)
  return (theme, size): ChartOption => {
    const margins = { left: labelRoom(range), right: 8, top: 8, bottom: 24 }
    const frame = plotFrame(size, margins, [-0.5, times.length - 0.5], [range.min, range.max])
    const ticks = timeTicks({ times, frequency }, 0, times.length - 1, frame.width / 80)
    const points = (values: Float64Array): [number, number][] =>
      Array.from(values, (value, step) => [step, value])
    const marks = (values: Float64Array): [number, number][] =>
      changed.map((step): [number, number] => [step, values[step]])
    return {
      animation: false,
      grid: gridOf(frame),
      xAxis: stepAxis(frame, ticks, theme),
      yAxis: valueAxis(frame, range, theme),
      tooltip: crosshair(theme, (x) => {
        const step = Math.round(x)
        if (step < 0 || step >= times.length) return ''
        const rows = differs(step)
          ? [
              { colour: theme.reference, name: 'Now', value: text(before[step]) },
              { colour: theme.second, name: 'Repaired', value: text(after[step]) },
            ]
          : [{ colour: theme.actual, name: 'Value', value: text(after[step]) }]
        return tipTable(timeText(times[step], frequency), rows, theme)
      }),
      series: [
        {
          type: 'line',
          name: 'Kept',
          data: points(kept),
          showSymbol: false,
          lineStyle: { color: theme.actual, width: 1.5, join: 'round' },
        },
        {
          type: 'line',
          name: 'Repaired',
          data: points(joined),
          showSymbol: false,
          lineStyle: { color: theme.second, width: 1.5, type: 'dashed' },
        },
        {
          type: 'line',
          name: 'Repaired points',
          data: marks(after),
          symbol: 'circle',
          symbolSize: changed.length > 60 ? 3 : 5,
          showSymbol: true,
          showAllSymbol: true,
          lineStyle: { opacity: 0 },
          itemStyle: { color: theme.second },
        },
        {
          type: 'line',
          name: 'Now',
          data: marks(before),
          symbol: 'emptyCircle',
          symbolSize: 6,
          showSymbol: true,
          showAllSymbol: true,
          lineStyle: { opacity: 0 },
          itemStyle: { color: theme.reference },
        },
      ],
    }
  }
}
