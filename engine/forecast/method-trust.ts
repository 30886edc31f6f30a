import { advance } from '../data/calendar'
import type { FoldResult } from '../evaluate/backtest'
import { detectCopycat } from '../evaluate/copycat'
import type { CopycatReport, ShiftPair } from '../evaluate/copycat'
import { diagnoseResiduals } from '../evaluate/residual-diagnostics'
import type { ResidualDiagnostics } from '../evaluate/residual-diagnostics'
import type { PanelPlan, PlannedSeries } from './backtest-plan'

/** What a method's errors and forecasts tell beside its scores. */
export interface MethodTrust {
  /** One step ahead where such forecasts were made, else over all steps of all folds. */
  readonly copycat: CopycatReport
  /** Of one series' errors one step ahead; null where no such forecasts were made. */
  readonly oneStep: OneStepReport | null
}

/** How a method does one step ahead, over the rows of the finished folds in their order. */
export interface OneStepReport {
  /** First row. */
  readonly from: number
  /** Actual less forecast, `[rows]`; NaN between folds, in those that are not finished, and without a value. */
  readonly residuals: Float64Array
  readonly diagnostics: ResidualDiagnostics
}

/**
 * @param results of one method, whole folds only
 * @param title what a reader calls the method, such as `the GRU`
 */
export function trustIn(
  title: string,
  results: readonly FoldResult[],
  plan: PanelPlan,
): MethodTrust {
  const { series, frequency } = plan
  const pairs = results.flatMap((result) =>
    series.flatMap((each, i) => pairsOf(result, i, each.lastKnown[result.fold])),
  )
  const positive = series.every((each) => each.positive)
  const [only] = series
  return {
    copycat: detectCopycat(pairs, frequency, positive, title),
    oneStep: series.length === 1 ? oneStepOf(results, only, plan) : null,
  }
}

function pairsOf(
  { forecasts, oneStep }: FoldResult,
  i: number,
  last: number,
): readonly ShiftPair[] {
  const { actual, mean } = forecasts[i]
  if (oneStep === null)
    return Array.from(mean, (forecast, step) => ({ last, forecast, actual: actual[step] }))
  let before = last
  return Array.from(oneStep[i], (forecast, step) => {
    const pair = { last: before, forecast, actual: actual[step] }
    if (!Number.isNaN(actual[step])) before = actual[step]
    return pair
  })
}

function oneStepOf(
  results: readonly FoldResult[],
  { origins, calendar }: PlannedSeries,
  { horizon, season }: PanelPlan,
): OneStepReport | null {
  const [from] = origins
  const rows = origins[origins.length - 1] + horizon - from
  const residuals = new Float64Array(rows).fill(Number.NaN)
  for (const { fold, forecasts, oneStep } of results) {
    oneStep?.[0].forEach((forecast, step) => {
      residuals[origins[fold] - from + step] = forecasts[0].actual[step] - forecast
    })
  }
  if (residuals.every((value) => Number.isNaN(value))) return null
  return {
    from,
    residuals,
    diagnostics: diagnoseResiduals(residuals, advance(calendar, from), season),
  }
}
