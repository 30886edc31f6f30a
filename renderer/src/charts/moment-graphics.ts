import type { ChartTheme } from './chart-theme'
import { xPixel, type PlotFrame } from './plot-frame'

/** A named moment on the time axis; `known` draws it in ink, others dashed and quiet. */
export interface Moment {
  readonly x: number
  readonly text: string
  readonly known: boolean
}

/** About the width of `Known to 31 Dec 2015`; nearer moments put the earlier label a line lower. */
const labelWidth = 150

/** Vertical lines with their names at the upper left, for moments inside the frame; ascending by x. */
export function momentGraphics(moments: readonly Moment[], frame: PlotFrame, theme: ChartTheme) {
  const inside = moments.filter((moment) => moment.x > frame.x[0] && moment.x < frame.x[1])
  return inside.flatMap((moment, i) => {
    const x = Math.round(xPixel(frame, moment.x)) + 0.5
    const next = inside.at(i + 1)
    const crowded = next !== undefined && xPixel(frame, next.x) - x < labelWidth
    const top = frame.top - (crowded ? 14 : 32)
    // A label that would run off the left edge stands right of its line.
    const left = x - labelWidth < frame.left
    return [
      {
        type: 'line' as const,
        silent: true,
        z: 8,
        shape: { x1: x, y1: top, x2: x, y2: frame.top + frame.height },
        style: {
          stroke: moment.known ? theme.ink : theme.ink3,
          lineWidth: 1,
          ...(moment.known ? {} : { lineDash: [3, 3] }),
        },
      },
      {
        type: 'text' as const,
        silent: true,
        z: 8,
        x: left ? x + 6 : x - 6,
        y: top,
        style: {
          text: moment.text,
          fill: theme.ink2,
          font: `400 11px ${theme.font}`,
          textAlign: left ? ('left' as const) : ('right' as const),
          textVerticalAlign: 'top' as const,
        },
      },
    ]
  })
}
