import type { Batch } from '../../network/network'
import type { Random } from '../../random'
import type { BesideColumn } from './beside'
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
  /** Steps of the window up to its end. */
  readonly history: number
  /** Steps after it that show what is known of them; none when not given. */
  readonly ahead?: number
  /** Numbers a step beside `windowFeatures`; none when not given. */
  readonly beside?: number
  readonly horizon: number
  readonly season: number
  readonly scale: WindowScaleKind
  /** Weighs each window by its `lossFactor`, so that the loss is a scaled error like MASE. */
  readonly scaledLoss: boolean
}

/** Numbers of a window's step without those beside: the value and whether it was observed. */
export const windowFeatures = 2

/** Fewest values before a window's end. */
export function leastEnd(season: number): number {
  return Math.max(season, 4)
}

/** Numbers of one window's inputs, `[history + ahead, features]`. */
export function windowSize({ history, ahead = 0, beside = 0 }: WindowShape): number {
  return (history + ahead) * (windowFeatures + beside)
}

/**
 * Writes the window that ends before `end` to `inputs[at …]`, `[history + ahead, features]`, and gives its
 * scale. Steps before the series' start are copies of its first season, marked as not observed; values of
 * steps ahead are 0 and marked so too.
 * @param beside the shape's numbers beside the values, by row of the source
 */
export function writeWindow(
  series: PreparedSeries,
  end: number,
  shape: WindowShape,
  inputs: Float32Array,
  at: number,
  beside: readonly BesideColumn[] = [],
): WindowScale {
  const { values, filled, first } = series
  const { history, ahead = 0, season, scale: kind } = shape
  const features = windowFeatures + beside.length
  const start = end - history
  const from = Math.max(0, start)
  const scale = fitWindowScale(kind, series, from, end, season)
  const lap = Math.min(season, end)
  for (let i = 0; i < history; i++) {
    const t = start + i
    const source = t >= 0 ? t : ((t % lap) + lap) % lap
    const z = toScale(filled[source], source, scale)
    inputs[at + i * features] = Math.max(-inputLimit, Math.min(inputLimit, z))
    inputs[at + i * features + 1] = t >= 0 && !Number.isNaN(values[t]) ? 1 : 0
  }
  for (let i = history; i < history + ahead; i++)
    inputs.fill(0, at + i * features, at + i * features + 2)
  beside.forEach((column, k) => {
    for (let i = 0; i < history + ahead; i++) {
      inputs[at + i * features + windowFeatures + k] = besideAt(column, first + start + i)
    }
  })
  return scale
}

/** Before and beyond what is known, the nearest that is. */
function besideAt(column: BesideColumn, row: number): number {
  if (typeof column === 'number') return column
  return column[Math.max(0, Math.min(row, column.length - 1))]
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
  besideOf: (series: PreparedSeries) => readonly BesideColumn[] = () => [],
): WindowSampler | null {
  const first = leastEnd(shape.season)
  const usable = panel
    .filter(({ values }) => values.length > first)
    .map((series) => ({ series, beside: besideOf(series) }))
  if (usable.length === 0) return null
  const { horizon } = shape
  const width = windowSize(shape)
  const inputs = new Float32Array(batchSize * width)
  const targets = new Float32Array(batchSize * horizon)
  const sampleWeights = new Float32Array(batchSize)
  return {
    next() {
      for (let row = 0; row < batchSize; row++) {
        const { series, beside } = usable[random.integer(usable.length)]
        const { values, facts } = series
        const end = first + random.integer(values.length - first)
        const scale = writeWindow(series, end, shape, inputs, row * width, beside)
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
