import type { Series } from '../data/series'
import { solveLinearSystem } from './linear-system'
import { applyPreparation, fitPreparation, restoreStabilised, toValues } from './preparation'
import type { PreparationForm, PreparedSeries } from './preparation'
import { splitRows } from './split'

/** Ridge penalty for each window: strong, because windows are few and overlap. */
const penalty = 0.3
const fewestWindows = 8
/** Windows used at most, the latest ones; bounds the time for long series. */
const mostWindows = 2000

/**
 * How well a preparation suits a series: the mean absolute error, in the target's unit, of a ridge
 * regression from history to horizon, learned before the last fifth of the rows and measured there. It
 * stands in for the network, which would take seconds for each candidate. Null when there are too few
 * windows to tell.
 */
export function trialError(
  series: Series,
  choice: PreparationForm,
  sizes: { readonly horizon: number; readonly history: number },
): number | null {
  const { horizon, history } = sizes
  const rows = series.values.length
  // The same cut as in training, whose hold-out lies beyond these rows.
  const { fitEnd } = splitRows(rows + horizon, horizon, history)
  const fitted = fitPreparation(series, choice, fitEnd, horizon)
  const prepared = applyPreparation(series, fitted)
  const first = prepared.firstStep + history - 1
  const learnable: number[] = []
  for (let origin = fitEnd - horizon - 1; origin >= first; origin--) {
    if (learnable.length < mostWindows && isWhole(prepared, origin, horizon)) learnable.push(origin)
  }
  if (learnable.length < fewestWindows) return null
  const weights = learnRidge(prepared, learnable, horizon, history)

  let sum = 0
  let count = 0
  for (let origin = Math.max(first, fitEnd - horizon); origin < rows - 1; origin++) {
    const inputs = inputsOf(prepared, origin, history)
    const outputs = Float64Array.from({ length: horizon }, (_, ahead) =>
      inputs.reduce((total, value, i) => total + value * weights[i][ahead], 0),
    )
    const forecast = toValues(restoreStabilised(outputs, origin, prepared, fitted), choice)
    forecast.forEach((value, ahead) => {
      const step = origin + 1 + ahead
      if (step < fitEnd || step >= rows || Number.isNaN(series.values[step])) return
      sum += Math.abs(series.values[step] - value)
      count += 1
    })
  }
  return count === 0 || !Number.isFinite(sum) ? null : sum / count
}

/** Weights `[history + 1, horizon]`, the last row the constant, which is not penalised. */
function learnRidge(
  prepared: PreparedSeries,
  origins: readonly number[],
  horizon: number,
  history: number,
): readonly Float64Array[] {
  const size = history + 1
  const system = Array.from({ length: size }, () => new Float64Array(size + horizon))
  for (const origin of origins) {
    const inputs = inputsOf(prepared, origin, history)
    const anchor = anchorOf(prepared, origin)
    for (let i = 0; i < size; i++) {
      const row = system[i]
      for (let j = 0; j < size; j++) row[j] += inputs[i] * inputs[j]
      for (let ahead = 0; ahead < horizon; ahead++) {
        row[size + ahead] += inputs[i] * (prepared.target[origin + 1 + ahead] - anchor)
      }
    }
  }
  for (let i = 0; i < history; i++) system[i][i] += penalty * origins.length
  return solveLinearSystem(system)
}

/** The target's own past, from oldest to newest, and a 1 for the constant. */
function inputsOf(prepared: PreparedSeries, origin: number, history: number): Float64Array {
  const anchor = anchorOf(prepared, origin)
  const inputs = new Float64Array(history + 1).fill(1)
  for (let i = 0; i < history; i++) {
    inputs[i] = prepared.inputs[0][origin - history + 1 + i] - anchor
  }
  return inputs
}

function anchorOf({ fromLastValue, inputs }: PreparedSeries, origin: number): number {
  return fromLastValue ? inputs[0][origin] : 0
}

function isWhole({ target }: PreparedSeries, origin: number, horizon: number): boolean {
  return !target.subarray(origin + 1, origin + 1 + horizon).some(Number.isNaN)
}
