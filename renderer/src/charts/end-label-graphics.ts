import type { ChartTheme } from './chart-theme'
import { placeLabels } from './end-labels'
import { yPixel, type PlotFrame } from './plot-frame'

/** A label at the right end of a line or band, at its last value. */
export interface EndLabel {
  readonly text: string
  readonly value: number
  readonly colour: string
  readonly strong: boolean
}

/** Least distance of two labels' middles, CSS pixels. */
export const labelDistance = 15
const reach = 18

/**
 * The labels right of the lines' ends, which lie at pixel `right`, by default the plot's edge; decluttered,
 * and one moved from its line gets a leader.
 */
export function endLabelGraphics(
  labels: readonly EndLabel[],
  frame: PlotFrame,
  theme: ChartTheme,
  right: number = frame.left + frame.width,
) {
  const shown = labels.filter((label) => Number.isFinite(label.value))
  const wanted = shown.map((label) => yPixel(frame, label.value))
  const placed = placeLabels(wanted, labelDistance, frame.top, frame.top + frame.height)
  return shown.flatMap((label, i) => {
    const text = {
      type: 'text' as const,
      silent: true,
      z: 10,
      x: right + reach,
      y: placed[i],
      style: {
        text: label.text,
        fill: label.colour,
        font: `${label.strong ? 600 : 500} 11px ${theme.font}`,
        textVerticalAlign: 'middle' as const,
      },
    }
    if (Math.abs(placed[i] - wanted[i]) < 4) return [text]
    const leader = {
      type: 'polyline' as const,
      silent: true,
      z: 10,
      shape: {
        points: [
          [right + 3, wanted[i]],
          [right + 11, placed[i]],
          [right + reach - 3, placed[i]],
        ],
      },
      style: { stroke: label.colour, lineWidth: 1, opacity: 0.6, fill: 'none' },
    }
    return [text, leader]
  })
}
