import { advance } from '../data/calendar'
import type { Series } from '../data/series'
import type { FoldResult } from '../evaluate/backtest'
import { detectCopycat } from '../evaluate/copycat'
import type { CopycatReport, ShiftPair } from '../evaluate/copycat'
import type { Panel } from '../evaluate/forecaster'
import { diagnoseResiduals } from '../evaluate/residual-diagnostics'
import type { ResidualDiagnostics } from '../evaluate/residual-diagnostics'

/** What a method's errors and forecasts tell beside its scores. */
export interface MethodTrust {
  /** One step ahead where such forecasts were made, else over all steps of all folds. */
  readonly copycat: CopycatReport
  /** Of one series' errors one step ahead; null where no such forecasts were made. */
  readonly diagnostics: ResidualDiagnostics | null
}

/** Where the folds of a panel lie, counted from each series' own end. */
export interface FoldPlaces {
  readonly planned: number
  readonly horizon: number
  readonly step: number
  readonly season: number
}

/**
 * @param results of one method, whole folds only
 * @param title what a reader calls the method, such as `the GRU`
 */
export function trustIn(
  title: string,
  results: readonly FoldResult[],
  panel: Panel,
  places: FoldPlaces,
): MethodTrust {
  const [first] = panel
  const origin = (series: Series, fold: number): number =>
    series.values.length - places.horizon - (places.planned - 1 - fold) * places.step
  const shifts = results.flatMap((result) =>
    panel.flatMap((series, i) =>
      pairsOf(result, i, lastKnown(series, origin(series, result.fold))),
    ),
  )
  const positive = panel.every(({ values }) => !values.some((value) => value <= 0))
  const from = origin(first, 0)
  const whole = new Float64Array(first.values.length - from).fill(Number.NaN)
  for (const { fold, forecasts, oneStep } of results) {
    oneStep?.[0].forEach((forecast, step) => {
      whole[origin(first, fold) - from + step] = forecasts[0].actual[step] - forecast
    })
  }
  const known = panel.length === 1 && whole.some((value) => !Number.isNaN(value))
  return {
    copycat: detectCopycat(shifts, first.calendar.frequency, positive, title),
    diagnostics: known
      ? diagnoseResiduals(whole, advance(first.calendar, from), places.season)
      : null,
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

function lastKnown({ values }: Series, origin: number): number {
  return values.subarray(0, origin).findLast((value) => !Number.isNaN(value)) ?? Number.NaN
}
