import { solveLinearSystem } from '../../prepare/linear-system'
import type { PreparedSeries } from './prepared-series'
import { ridgeRows, type RidgeRows } from './ridge-rows'
import { windowFeatures, type WindowShape } from './window-sampler'

/** A linear map from scaled windows to scaled targets. */
export interface Ridge {
  /** `[history, horizon]`, row-major. */
  readonly weights: Float64Array
  /** `[horizon]`: errors, target less forecast, on windows that λ was chosen by; ascending. */
  readonly errors: readonly Float64Array[]
}

/** Strengths that are tried, as shares of the mean square of the inputs summed over all windows. */
const strengths = [1e-4, 1e-3, 1e-2, 0.1, 1, 10] as const

/** Windows a weight from which on those without all their targets can be left out. */
const plenty = 4

/** Share of each series that λ is chosen after. */
const trialShare = 0.8

/**
 * Ridge regression on the windows of all series, shrunk to the season before (to the level where there is
 * no season): with W₀ the map of the season before, it minimises Σ w |y − x W|² + λ |W − W₀|² (Hoerl &
 * Kennard 1970). λ is the one with the least absolute error on the last fifth of each series after learning
 * from the rest; the map is then fitted to all.
 */
export function fitRidge(panel: readonly PreparedSeries[], shape: WindowShape): Ridge {
  const early = ridgeRows(panel, { from: 0, to: trialShare }, shape)
  const late = ridgeRows(panel, { from: trialShare, to: 1 }, shape)
  const trials = fitStrengths(early, shape, strengths).map((weights, i) => {
    const errors = errorsOf(late, weights, shape)
    return { strength: strengths[i], errors, loss: meanSize(errors, late.weights) }
  })
  const best = trials.reduce((a, b) => (b.loss < a.loss ? b : a))
  const all = ridgeRows(panel, { from: 0, to: 1 }, shape)
  const [weights] = fitStrengths(all, shape, [best.strength])
  const { horizon } = shape
  const errors = Array.from({ length: horizon }, (_, h) =>
    best.errors.filter((error, i) => i % horizon === h && !Number.isNaN(error)).sort(),
  )
  return { weights, errors }
}

/** The scaled forecast of a window that `writeWindow` has written at `inputs[at …]`. */
export function applyRidge(
  { weights }: Pick<Ridge, 'weights'>,
  inputs: Float32Array,
  at: number,
  { history, horizon }: WindowShape,
): Float64Array {
  const out = new Float64Array(horizon)
  for (let t = 0; t < history; t++) {
    const x = inputs[at + t * windowFeatures]
    for (let h = 0; h < horizon; h++) out[h] += x * weights[t * horizon + h]
  }
  return out
}

/** Maps `[history, horizon]`, one for each strength. */
function fitStrengths(
  rows: RidgeRows,
  shape: WindowShape,
  wanted: readonly number[],
): readonly Float64Array[] {
  const { history, horizon } = shape
  const start = startingMap(shape)
  const rest = errorsOf(rows, start, shape)
  const maps = wanted.map(() => Float64Array.from(start))
  const isKnown = (row: number, h: number): boolean => !Number.isNaN(rest[row * horizon + h])
  const indices = Array.from({ length: rows.count }, (_, row) => row)
  const whole = indices.filter((row) => isKnown(row, 0) && isKnown(row, horizon - 1))
  const steps = Array.from({ length: horizon }, (_, h) => h)
  const groups =
    whole.length >= plenty * history
      ? [{ steps, members: whole.filter((row) => steps.every((h) => isKnown(row, h))) }]
      : steps.map((h) => ({ steps: [h], members: indices.filter((row) => isKnown(row, h)) }))
  for (const { steps: own, members } of groups) {
    const { squares, products, size } = normalEquations(rows, rest, members, own, shape)
    if (size === 0) continue
    wanted.forEach((strength, i) => {
      const change = solveLinearSystem(penalised(squares, products, strength * size))
      for (let t = 0; t < history; t++) {
        own.forEach((h, k) => {
          maps[i][t * horizon + h] += change[t][k]
        })
      }
    })
  }
  return maps
}

/** XᵀWX and XᵀWE of some rows and steps, a row for each input, and the mean of the first's diagonal. */
function normalEquations(
  { inputs, weights }: RidgeRows,
  errors: Float64Array,
  members: readonly number[],
  steps: readonly number[],
  { history, horizon }: WindowShape,
): {
  readonly squares: readonly Float64Array[]
  readonly products: readonly Float64Array[]
  readonly size: number
} {
  const squares = Array.from({ length: history }, () => new Float64Array(history))
  const products = squares.map(() => new Float64Array(steps.length))
  for (const row of members) {
    const at = row * history
    for (let i = 0; i < history; i++) {
      const x = inputs[at + i] * weights[row]
      if (x === 0) continue
      for (let j = 0; j <= i; j++) squares[i][j] += x * inputs[at + j]
      for (let k = 0; k < steps.length; k++) {
        products[i][k] += x * errors[row * horizon + steps[k]]
      }
    }
  }
  for (let i = 0; i < history; i++) for (let j = 0; j < i; j++) squares[j][i] = squares[i][j]
  const size = squares.reduce((sum, row, i) => sum + row[i] / history, 0)
  return { squares, products, size }
}

/** [XᵀWX + λ I | XᵀWE]. */
function penalised(
  squares: readonly Float64Array[],
  products: readonly Float64Array[],
  lambda: number,
): readonly Float64Array[] {
  return squares.map((row, i) => {
    const equation = Float64Array.of(...row, ...products[i])
    equation[i] += lambda
    return equation
  })
}

/** Each step ahead is the value one season (whole seasons) before it; 0, the level, without a season. */
function startingMap({ history, horizon, season }: WindowShape): Float64Array {
  const map = new Float64Array(history * horizon)
  if (season === 1 || season > history) return map
  for (let h = 0; h < horizon; h++) map[(history - season + (h % season)) * horizon + h] = 1
  return map
}

/** Target less forecast, `[count, horizon]`, NaN where a target is missing. */
function errorsOf(
  { count, inputs, targets }: RidgeRows,
  map: Float64Array,
  { history, horizon }: WindowShape,
): Float64Array {
  const errors = Float64Array.from(targets)
  for (let row = 0; row < count; row++) {
    for (let t = 0; t < history; t++) {
      const x = inputs[row * history + t]
      if (x === 0) continue
      for (let h = 0; h < horizon; h++) errors[row * horizon + h] -= x * map[t * horizon + h]
    }
  }
  return errors
}

function meanSize(errors: Float64Array, weights: Float64Array): number {
  const horizon = errors.length / weights.length
  let sum = 0
  let count = 0
  errors.forEach((error, i) => {
    if (Number.isNaN(error)) return
    sum += Math.abs(error) * weights[Math.floor(i / horizon)]
    count += 1
  })
  return sum / count
}
