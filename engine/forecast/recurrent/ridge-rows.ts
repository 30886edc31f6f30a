import type { PreparedSeries } from './prepared-series'
import { leastEnd, windowFeatures, writeWindow, type WindowShape } from './window-sampler'
import { lossFactor, toScale } from './window-scale'

/** Scaled windows and targets, one a row. */
export interface RidgeRows {
  readonly count: number
  /** `[count, history]`. */
  readonly inputs: Float64Array
  /** `[count, horizon]`, NaN where missing or not known. */
  readonly targets: Float64Array
  /** `[count]`. */
  readonly weights: Float64Array
}

/** The ends of a series' windows, as shares of its length. */
export interface Span {
  readonly from: number
  /** Targets from here on are not known. */
  readonly to: number
}

/** Most windows that are learned from; more change little and cost time. */
const mostWindows = 20_000

/** Windows of all series that end in the span, evenly thinned where they are too many. */
export function ridgeRows(
  panel: readonly PreparedSeries[],
  { from, to }: Span,
  shape: WindowShape,
): RidgeRows {
  const { history, horizon, season } = shape
  const ends = panel.flatMap((series) => {
    const { length } = series.values
    const first = Math.max(Math.floor(from * length), leastEnd(season))
    const last = Math.floor(to * length)
    return Array.from({ length: Math.max(0, last - first) }, (_, i) => ({
      series,
      end: first + i,
      last,
    }))
  })
  const apart = Math.max(1, Math.ceil(ends.length / mostWindows))
  const chosen = ends.filter((_, i) => (ends.length - 1 - i) % apart === 0)
  const inputs = new Float64Array(chosen.length * history)
  const targets = new Float64Array(chosen.length * horizon).fill(Number.NaN)
  const weights = new Float64Array(chosen.length)
  const window = new Float32Array(history * windowFeatures)
  chosen.forEach(({ series, end, last }, row) => {
    const scale = writeWindow(series, end, shape, window, 0)
    for (let t = 0; t < history; t++) inputs[row * history + t] = window[t * windowFeatures]
    for (let h = 0; h < horizon && end + h < last; h++) {
      targets[row * horizon + h] = toScale(series.values[end + h], end + h, scale)
    }
    weights[row] = shape.scaledLoss ? lossFactor(scale, series.facts()) : 1
  })
  return { count: chosen.length, inputs, targets, weights }
}
