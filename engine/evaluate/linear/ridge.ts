import { solveLinearSystem } from '../../prepare/linear-system'
import { addMoments, anchoredMoments, windowMoments } from './window-moments'

/** What a linear forecast of windows is made of. */
export interface RidgeForm {
  /** Values seen. */
  readonly history: number
  readonly horizon: number
  /** Each window is measured from the mean of its last `anchor` values. */
  readonly anchor: number
  /** Penalty as a share of the inputs' mean square. */
  readonly penalty: number
}

export interface Ridge {
  readonly form: RidgeForm
  /** `[history][horizon]`. */
  readonly weights: readonly Float64Array[]
}

/** Second moments of windows of `history + horizon`, pooled over series; null when none is long enough. */
export function poolMoments(
  panel: readonly Float64Array[],
  width: number,
): readonly Float64Array[] | null {
  let pooled: readonly Float64Array[] | null = null
  for (const values of panel) {
    if (values.length < width) continue
    const own = windowMoments(values, width)
    if (pooled === null) pooled = own
    else addMoments(pooled, own)
  }
  return pooled
}

/**
 * Ridge regression (Hoerl & Kennard 1970) from history to horizon on windows measured from their own end,
 * as NLinear (Zeng et al. 2023) but solved in closed form. Shrinks towards the mean of the last `anchor`
 * values.
 */
export function fitRidge(moments: readonly Float64Array[], form: RidgeForm): Ridge {
  const { history, horizon, anchor, penalty } = form
  const weights = new Float64Array(history + horizon)
  weights.fill(1 / anchor, history - anchor, history)
  const centred = anchoredMoments(moments, weights)
  let trace = 0
  for (let i = 0; i < history; i++) trace += centred[i][i]
  const system = Array.from({ length: history }, (_, i) => {
    const row = centred[i].slice()
    row[i] += (penalty * trace) / history
    return row
  })
  return { form, weights: solveLinearSystem(system) }
}

/** The steps after `values`, `[horizon]`; a history shorter than the window is padded with its first value. */
export function predictRidge({ form, weights }: Ridge, values: Float64Array): Float64Array {
  const { history, horizon, anchor } = form
  const at = (i: number): number => values[Math.max(0, values.length - history + i)]
  let base = 0
  for (let i = history - anchor; i < history; i++) base += at(i) / anchor
  const forecast = new Float64Array(horizon).fill(base)
  for (let i = 0; i < history; i++) {
    const input = at(i) - base
    const row = weights[i]
    for (let step = 0; step < horizon; step++) forecast[step] += input * row[step]
  }
  return forecast
}
