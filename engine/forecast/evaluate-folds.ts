import type { FoldResult } from '../evaluate/backtest'
import { scoreMethods } from '../evaluate/score-methods'
import type { MethodHindcast } from '../evaluate/score-methods'
import type { PanelPlan } from './backtest-plan'
import { trustIn } from './method-trust'
import type { MethodTrust } from './method-trust'

/** Scores of the folds that were made. */
export interface FoldScores {
  /** Folds that every method has forecast; scores are over these alone. */
  readonly folds: readonly number[]
  /** By mean MASE, the least first. */
  readonly methods: readonly MethodHindcast[]
  /** Of each method that is judged, by its name: what repeats values on purpose is not asked. */
  readonly trust: ReadonlyMap<string, MethodTrust>
}

/**
 * Scores what a plan's folds have made so far, which may be all of it. Only folds that every method has
 * forecast count, so that all are compared on the same rows; null while there is none.
 */
export function evaluateFolds(plan: PanelPlan, results: readonly FoldResult[]): FoldScores | null {
  const { methods, levels, horizon, step } = plan
  const madeBy = (fold: number): number =>
    new Set(results.filter((each) => each.fold === fold).map(({ method }) => method)).size
  const folds = Array.from({ length: plan.folds }, (_, fold) => fold).filter(
    (fold) => madeBy(fold) === methods.length,
  )
  if (folds.length === 0) return null
  const resultsOf = (name: string): readonly FoldResult[] =>
    results
      .filter(({ method, fold }) => method === name && folds.includes(fold))
      .sort((a, b) => a.fold - b.fold)
  const made = methods.map(({ method, title, isBaseline, isJudged }) => {
    const own = resultsOf(method)
    const forecasts = own.flatMap((each) => each.forecasts)
    const seconds = own.reduce((sum, each) => sum + each.seconds, 0)
    return { method, title, isBaseline, isJudged, forecasts, seconds }
  })
  const overlap = Math.ceil(horizon / step) - 1
  const judged = methods.filter(({ isJudged }) => isJudged)
  return {
    folds,
    methods: scoreMethods(made, levels, overlap),
    trust: new Map(
      judged.map(({ method, title }): [string, MethodTrust] => [
        method,
        trustIn(title, resultsOf(method), plan),
      ]),
    ),
  }
}

/**
 * Seconds that are left, from what each method took so far and the tasks that run at once; null until each
 * method was timed.
 */
export function secondsLeft(
  { methods, folds }: Pick<PanelPlan, 'methods' | 'folds'>,
  results: readonly FoldResult[],
  parallel: number,
): number | null {
  let left = 0
  for (const { method } of methods) {
    const own = results.filter((each) => each.method === method)
    if (own.length === 0) return null
    const mean = own.reduce((sum, { seconds }) => sum + seconds, 0) / own.length
    left += mean * (folds - own.length)
  }
  return left / parallel
}
