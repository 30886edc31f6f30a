import { advance } from '../data/calendar'
import type { FoldResult } from '../evaluate/backtest'
import { detectCopycat } from '../evaluate/copycat'
import type { ShiftPair } from '../evaluate/copycat'
import { diagnoseResiduals } from '../evaluate/residual-diagnostics'
import { scoreMethods } from '../evaluate/score-methods'
import type { BacktestPlan, BacktestResult, OneStepReport } from './backtest-result'

/**
 * Scores what a backtest has made so far, which may be all of it. Only folds that every method has forecast
 * count, so that all are compared on the same rows; null while there is none.
 */
export function evaluateBacktest(
  plan: BacktestPlan,
  results: readonly FoldResult[],
): BacktestResult | null {
  const { methods, levels, origins } = plan
  const madeBy = (fold: number): number =>
    new Set(results.filter((each) => each.fold === fold).map(({ method }) => method)).size
  const folds = origins.map((_, fold) => fold).filter((fold) => madeBy(fold) === methods.length)
  if (folds.length === 0) return null
  const made = methods.map(({ method, title }) => {
    const own = results
      .filter((each) => each.method === method && folds.includes(each.fold))
      .sort((a, b) => a.fold - b.fold)
    return {
      method,
      title,
      forecasts: own.flatMap(({ forecasts }) => forecasts),
      seconds: own.reduce((sum, { seconds }) => sum + seconds, 0),
    }
  })
  const baselines = methods.filter(({ role }) => role === 'baseline').map(({ method }) => method)
  // Folds lie a horizon apart, so no two of them share a row.
  const scored = scoreMethods(made, baselines, levels, 0)
  return { plan, folds, methods: scored, oneStep: reportOneStep(plan, results, folds) }
}

function reportOneStep(
  plan: BacktestPlan,
  results: readonly FoldResult[],
  folds: readonly number[],
): OneStepReport {
  const { origins, horizon, lastKnown, calendar, season, positive } = plan
  const [from] = origins
  const residuals = new Float64Array(origins.length * horizon).fill(Number.NaN)
  const pairs: ShiftPair[] = []
  for (const { method, fold, forecasts, oneStep } of results) {
    if (method !== 'network' || oneStep === null || !folds.includes(fold)) continue
    const [{ actual }] = forecasts
    let last = lastKnown[fold]
    oneStep[0].forEach((forecast, step) => {
      const value = actual[step]
      residuals[origins[fold] - from + step] = value - forecast
      pairs.push({ last, forecast, actual: value })
      if (!Number.isNaN(value)) last = value
    })
  }
  return {
    from,
    residuals,
    diagnostics: diagnoseResiduals(residuals, advance(calendar, from), season),
    copycat: detectCopycat(pairs, plan.frequency, positive),
  }
}

/**
 * Seconds that are left, from what each method took so far and the tasks that run at once; null until each
 * method was timed.
 */
export function secondsLeft(
  { methods, origins }: BacktestPlan,
  results: readonly FoldResult[],
  parallel: number,
): number | null {
  let left = 0
  for (const { method } of methods) {
    const own = results.filter((each) => each.method === method)
    if (own.length === 0) return null
    const mean = own.reduce((sum, { seconds }) => sum + seconds, 0) / own.length
    left += mean * (origins.length - own.length)
  }
  return left / parallel
}
