import type { ChartSize } from './chart-option'

/** Where the plot lies in its canvas and what it spans: the one source of every pixel position. */
export interface PlotFrame {
  /** CSS pixels from the canvas' left and top. */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly x: readonly [min: number, max: number]
  readonly y: readonly [min: number, max: number]
}

export interface Margins {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** A frame that leaves the margins free; never smaller than one pixel. */
export function plotFrame(
  size: ChartSize,
  margins: Margins,
  x: PlotFrame['x'],
  y: PlotFrame['y'],
): PlotFrame {
  return {
    left: margins.left,
    top: margins.top,
    width: Math.max(1, size.width - margins.left - margins.right),
    height: Math.max(1, size.height - margins.top - margins.bottom),
    x,
    y,
  }
}

/** Pixel of a value on the x axis. */
export function xPixel(frame: PlotFrame, value: number): number {
  return frame.left + ((value - frame.x[0]) / (frame.x[1] - frame.x[0])) * frame.width
}

/** Pixel of a value on the y axis, which grows upwards. */
export function yPixel(frame: PlotFrame, value: number): number {
  return frame.top + ((frame.y[1] - value) / (frame.y[1] - frame.y[0])) * frame.height
}

/** Value on the x axis under a pixel: the inverse of `xPixel`. */
export function xValue(frame: PlotFrame, pixel: number): number {
  return frame.x[0] + ((pixel - frame.left) / frame.width) * (frame.x[1] - frame.x[0])
}
