import type { Batch } from '../../network/network'
import type { Random } from '../../random'
import type { PreparedSeries } from './prepared-series'
import {
  fitWindowScale,
  inputLimit,
  lossFactor,
  toScale,
  type WindowScale,
  type WindowScaleKind,
} from './window-scale'

/** The windows that a network sees: what is cut and how it is scaled. */
export interface WindowShape {
  /** Steps of the window. */
  readonly history: number
  readonly horizon: number
  readonly season: number
  readonly scale: WindowScaleKind
  /** Weighs each window by its `lossFactor`, so that the loss is a scaled error like MASE. */
  readonly scaledLoss: boolean
}

/** Numbers of a window's step: the value and whether it was observed. */
export const windowFeatures = 2

/** Fewest values before a window's end. */
export function leastEnd(season: number): number {
  return Math.max(season, 4)
}

/**
 * Writes the window that ends before `end` to `inputs[at …]`, `[history, features]`, and gives its scale.
 * Steps before the series' start are copies of its first season, marked as not observed.
 */
export function writeWindow(
  series: PreparedSeries,
  end: number,
  shape: WindowShape,
  inputs: Float32Array,
  at: number,
): WindowScale {
  const { values, filled } = series
  const { history, season, scale: kind } = shape
  const start = end - history
  const from = Math.max(0, start)
  const scale = fitWindowScale(kind, series, from, end, season)
  const lap = Math.min(season, end)
  for (let i = 0; i < history; i++) {
    const t = start + i
    const source = t >= 0 ? t : ((t % lap) + lap) % lap
    const z = toScale(filled[source], source, scale)
    inputs[at + i * windowFeatures] = Math.max(-inputLimit, Math.min(inputLimit, z))
    inputs[at + i * windowFeatures + 1] = t >= 0 && !Number.isNaN(values[t]) ? 1 : 0
  }
  return scale
}

/** Draws batches of windows: the series uniform, then the end uniform; targets past the end are masked. */
export interface WindowSampler {
  /** Valid until the next call: its arrays are reused. */
  next(): Batch
}

/** Series too short for a window and a target are left out; null when none is long enough. */
export function windowSampler(
  panel: readonly PreparedSeries[],
  shape: WindowShape,
  batchSize: number,
  random: Random,
): WindowSampler | null {
  const first = leastEnd(shape.season)
  const usable = panel.filter(({ values }) => values.length > first)
  if (usable.length === 0) return null
  const { history, horizon } = shape
  const inputs = new Float32Array(batchSize * history * windowFeatures)
  const targets = new Float32Array(batchSize * horizon)
  const sampleWeights = new Float32Array(batchSize)
  return {
    next() {
      for (let row = 0; row < batchSize; row++) {
        const series = usable[random.integer(usable.length)]
        const { values, facts } = series
        const end = first + random.integer(values.length - first)
        const scale = writeWindow(series, end, shape, inputs, row * history * windowFeatures)
        for (let h = 0; h < horizon; h++) {
          targets[row * horizon + h] =
            end + h < values.length ? toScale(values[end + h], end + h, scale) : Number.NaN
        }
        sampleWeights[row] = shape.scaledLoss ? lossFactor(scale, facts()) : 1
      }
      return { size: batchSize, inputs, targets, sampleWeights }
    },
  }
}
