import type { PlainError } from '../../../engine/errors'
import type { FoldResult } from '../../../engine/evaluate/backtest'
import type { BacktestPlan, BacktestResult } from '../../../engine/forecast/backtest-result'
import { evaluateFolds } from '../../../engine/forecast/evaluate-folds'
import type { JobEvent } from '../../../engine/jobs/protocol'

/** What is known of a backtest: a fold over its events. */
export interface BacktestState {
  readonly status: 'starting' | 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled'
  readonly plan: BacktestPlan | null
  /** One method on one fold each, as they came. */
  readonly parts: readonly FoldResult[]
  readonly tasks: number
  readonly secondsLeft: number | null
  /** Scores of the folds that are finished, all of them once `done`; null before the first. */
  readonly result: BacktestResult | null
  readonly error: PlainError | null
}

export type BacktestMessage =
  | JobEvent
  | { readonly kind: 'cancel-asked' }
  /** The main process refused to cancel; the job goes on. */
  | { readonly kind: 'cancel-refused' }

export const startingBacktest: BacktestState = {
  status: 'starting',
  plan: null,
  parts: [],
  tasks: 0,
  secondsLeft: null,
  result: null,
  error: null,
}

/** Whether the backtest has ended, in whatever way. */
export function isBacktestOver({ status }: BacktestState): boolean {
  return status === 'done' || status === 'failed' || status === 'cancelled'
}

/** The next state; pure. What was finished stays when the rest is cancelled or fails. */
export function reduceBacktest(state: BacktestState, event: BacktestMessage): BacktestState {
  if (isBacktestOver(state)) return state
  switch (event.kind) {
    case 'planned':
      return {
        ...state,
        status: state.status === 'cancelling' ? 'cancelling' : 'running',
        plan: event.plan,
        tasks: event.plan.methods.length * event.plan.folds,
      }
    case 'fold': {
      const parts = [...state.parts, event.result]
      const { tasks, secondsLeft } = event
      return { ...state, parts, tasks, secondsLeft, result: scored(state, parts) }
    }
    case 'cancel-asked':
      return { ...state, status: 'cancelling' }
    case 'cancel-refused':
      return { ...state, status: 'running' }
    case 'done': {
      const whole = event.result.kind === 'backtest' ? event.result.backtest : null
      // The last fold brought the same scores: what is drawn of them need not be drawn twice.
      const isScored = state.result !== null && state.result.folds.length === state.plan?.folds
      const result = isScored ? state.result : (whole ?? state.result)
      return { ...state, status: 'done', secondsLeft: 0, result }
    }
    case 'failed':
      return { ...state, status: 'failed', secondsLeft: null, error: event.error }
    case 'cancelled':
      return { ...state, status: 'cancelled', secondsLeft: null }
    default:
      return state
  }
}

/** Scores anew when the newest part finished its fold; else what was known. */
function scored(
  { plan, result }: BacktestState,
  parts: readonly FoldResult[],
): BacktestResult | null {
  const newest = parts.at(-1)
  if (!plan || !newest) return result
  const made = parts.filter(({ fold }) => fold === newest.fold).length
  const scores = made < plan.methods.length ? null : evaluateFolds(plan, parts)
  return scores === null ? result : { plan, ...scores }
}

/** Share that is done, 0 to 1. */
export function backtestProgress({ parts, tasks }: BacktestState): number {
  return tasks === 0 ? 0 : parts.length / tasks
}
