import type { MarkAreaComponentOption } from 'echarts/components'
import { stepsText } from './date-text'
import type { ChartTheme } from './chart-theme'
import { joinSpans, spansWithin, type JoinedSpan, type MissingSpan } from './missing-spans'
import { xPixel, type PlotFrame } from './plot-frame'
import type { Frequency } from '../../../engine/data/calendar'
import { textStyle } from './axes'

/** About the width of `3 days missing` with air, so that two labels never touch. */
const labelWidth = 120

/** Spans within the frame's x range, narrow neighbours joined, and which of them have room for a label. */
export function labelledSpans(
  spans: readonly MissingSpan[],
  frame: PlotFrame,
): readonly { span: JoinedSpan; labelled: boolean }[] {
  const stepsPerPixel = (frame.x[1] - frame.x[0]) / frame.width
  const joined = joinSpans(spansWithin(spans, frame.x[0], frame.x[1]), 2 * stepsPerPixel)
  const byLength = [...joined].sort((a, b) => b.to - b.from - (a.to - a.from))
  const centres: number[] = []
  const labelled = new Set<JoinedSpan>()
  for (const span of byLength) {
    const centre = xPixel(frame, (span.from + span.to) / 2)
    const inside = centre > frame.left && centre < frame.left + frame.width
    if (!inside || centres.some((other) => Math.abs(other - centre) < labelWidth)) continue
    centres.push(centre)
    labelled.add(span)
  }
  return joined.map((span) => ({ span, labelled: labelled.has(span) }))
}

/** The spans as tinted columns, labelled above the plot; at least 2 pixels wide so that one day shows. */
export function missingMarks(
  spans: readonly MissingSpan[],
  frame: PlotFrame,
  frequency: Frequency,
  theme: ChartTheme,
): MarkAreaComponentOption {
  const stepsPerPixel = (frame.x[1] - frame.x[0]) / frame.width
  return {
    silent: true,
    itemStyle: { color: theme.warn, opacity: 0.22 },
    data: labelledSpans(spans, frame).map(({ span, labelled }) => {
      const half = Math.max((span.to - span.from + 1) / 2, stepsPerPixel)
      const centre = (span.from + span.to) / 2
      const text = `${stepsText(span.missing, frequency)} missing`
      return [
        {
          xAxis: Math.max(frame.x[0], centre - half),
          label: {
            show: labelled,
            formatter: text,
            position: 'top',
            distance: 4,
            color: theme.warn,
            ...textStyle(theme),
          },
        },
        { xAxis: Math.min(frame.x[1], centre + half) },
      ]
    }),
  }
}
