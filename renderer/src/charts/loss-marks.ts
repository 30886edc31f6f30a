import type { ChartTheme } from './chart-theme'
import { lossText, type LossChartData } from './loss-data'
import { xPixel, yPixel, type PlotFrame } from './plot-frame'

/** A dashed line where early stopping ends the run unless the loss improves. */
export function stopGraphics(stopsAfter: number | null, frame: PlotFrame, theme: ChartTheme) {
  if (stopsAfter === null || stopsAfter > frame.x[1]) return []
  const x = Math.round(xPixel(frame, stopsAfter)) + 0.5
  const fitsLeft = x - 170 > frame.left
  return [
    {
      type: 'line' as const,
      silent: true,
      shape: { x1: x, y1: frame.top - 4, x2: x, y2: frame.top + frame.height },
      style: { stroke: theme.ink3, lineWidth: 1, lineDash: [4, 3] },
    },
    {
      type: 'text' as const,
      silent: true,
      x: fitsLeft ? x - 8 : x + 8,
      y: frame.top - 4,
      style: {
        text: 'Stops here unless it improves',
        fill: theme.ink2,
        font: `400 11px ${theme.font}`,
        textAlign: fitsLeft ? ('right' as const) : ('left' as const),
        textVerticalAlign: 'top' as const,
      },
    },
  ]
}

/** Half the width of `Best 0.424 at epoch 12`, and its height with air, CSS pixels. */
const bestHalfWidth = 64
const bestHeight = 18

/**
 * A ring at the best epoch with its loss in words: below it, where the validation curve cannot be, unless
 * the training curve or the axis is there.
 */
export function bestGraphics(
  data: LossChartData,
  height: (loss: number | null) => number,
  frame: PlotFrame,
  theme: ChartTheme,
) {
  const best = data.curve.find((point) => point.epoch === data.bestEpoch)
  if (!best || best.validation === null) return []
  const x = xPixel(frame, best.epoch)
  const y = yPixel(frame, height(best.validation))
  if (!Number.isFinite(y)) return []
  const left = x - bestHalfWidth < frame.left
  const centre = left ? x + bestHalfWidth - 4 : x
  const crossed = (top: number): boolean =>
    data.curve.some((point) => {
      const near = Math.abs(xPixel(frame, point.epoch) - centre) < bestHalfWidth + 8
      const at = yPixel(frame, height(point.training))
      return near && at > top - 4 && at < top + bestHeight
    })
  const below = y + 14
  const above = y - 14 - bestHeight
  const fits = below + bestHeight < frame.top + frame.height && !crossed(below)
  return [
    {
      type: 'circle' as const,
      silent: true,
      z: 10,
      shape: { cx: x, cy: y, r: 5 },
      style: { fill: theme.surface, stroke: theme.forecast, lineWidth: 2 },
    },
    {
      type: 'text' as const,
      silent: true,
      z: 10,
      x: left ? x - 4 : x,
      y: fits ? below : above,
      style: {
        text: `Best ${lossText(best.validation)} at epoch ${best.epoch}`,
        fill: theme.ink,
        font: `600 11px ${theme.font}`,
        textAlign: left ? ('left' as const) : ('center' as const),
        textVerticalAlign: 'top' as const,
      },
    },
  ]
}

/** The name and value of the refit where its line ends, on the side away from the training line. */
export function refitGraphics(
  data: LossChartData,
  height: (loss: number | null) => number,
  frame: PlotFrame,
  theme: ChartTheme,
) {
  const last = data.refit.at(-1)
  if (!last) return []
  const y = yPixel(frame, height(last.training))
  if (!Number.isFinite(y)) return []
  const trained = data.curve.find((point) => point.epoch === last.epoch)
  const above = trained === undefined || last.training >= trained.training
  const x = xPixel(frame, last.epoch)
  const right = x + 80 > frame.left + frame.width
  return [
    {
      type: 'text' as const,
      silent: true,
      z: 10,
      x: right ? x - 2 : x + 6,
      y: above ? y - 8 : y + 8,
      style: {
        text: `Refit ${lossText(last.training)}`,
        fill: theme.ink2,
        font: `500 11px ${theme.font}`,
        textAlign: right ? ('right' as const) : ('left' as const),
        textVerticalAlign: above ? ('bottom' as const) : ('top' as const),
      },
    },
  ]
}
