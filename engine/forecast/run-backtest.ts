import type { Series } from '../data/series'
import { EngineError } from '../errors'
import { backtest } from '../evaluate/backtest'
import type { FoldResult, KeepingRunner } from '../evaluate/backtest'
import { planFolds } from '../evaluate/folds'
import { panelSeason } from '../evaluate/panel-season'
import { firstRows } from '../evaluate/validation-origins'
import { checkSeries } from '../prepare/check-series'
import type { ModelSpec } from '../spec/model-spec'
import { validateSpec } from '../spec/validate-spec'
import { listMethods } from './backtest-methods'
import type {
  BacktestEvent,
  BacktestPlan,
  BacktestResult,
  BacktestSettings,
} from './backtest-result'
import { evaluateBacktest, secondsLeft } from './evaluate-backtest'
import { rowsToLearnFrom, usualFoldCount } from './usual-folds'

/** What a backtest takes from its surroundings. */
export interface BacktestDeps {
  /** Runs the folds of a plan, here or in other threads. */
  openFolds(plan: BacktestPlan): KeepingRunner
  /** Folds that such a runner works on at once, at least 1. */
  readonly parallel: number
  readonly signal: { readonly aborted: boolean }
  /** Milliseconds of a clock that does not go back. */
  now(): number
  emit(event: BacktestEvent): void
}

const levels: readonly number[] = [0.5, 0.8, 0.95]

/**
 * Hindcasts of one series from rolling origins: a network, the blend if a preset is given, and the baselines.
 * Each `fold` event brings what was forecast, so that nothing finished is lost when the rest is cancelled.
 * @throws EngineError `spec-invalid`, `series-too-short` with the rows needed, `series-constant`,
 * `series-not-finite`, `frequency-unclear`, `training-diverged`, `backend-unavailable`, `cancelled`.
 */
export async function runBacktest(
  request: BacktestSettings & { readonly series: Series; readonly spec: ModelSpec },
  deps: BacktestDeps,
): Promise<BacktestResult> {
  const { series } = request
  checkSeries(series)
  const plan = planBacktest(request)
  deps.emit({ kind: 'planned', plan })
  const results: FoldResult[] = []
  const runner = deps.openFolds(plan)
  const { parallel, signal } = deps
  try {
    const options = {
      folds: plan.origins.length,
      horizon: plan.horizon,
      leastTraining: plan.origins[0],
      methods: plan.methods.map(({ method }) => method),
      oneStep: ['network'],
      parallel,
      signal,
      now: () => deps.now(),
    }
    for await (const { result, done, tasks } of backtest([series], options, runner.run)) {
      results.push(result)
      const left = secondsLeft(plan, results, parallel)
      deps.emit({ kind: 'fold', result, done, tasks, secondsLeft: left })
    }
  } finally {
    await runner.dispose()
  }
  const result = evaluateBacktest(plan, results)
  if (result === null) throw new EngineError('internal', 'The backtest has made no forecast.')
  return result
}

/**
 * What a backtest of these settings will do.
 * @throws EngineError `spec-invalid`, `series-too-short`.
 */
export function planBacktest({
  series,
  spec: wanted,
  folds,
  mode,
  preset,
}: BacktestSettings & { readonly series: Series; readonly spec: ModelSpec }): BacktestPlan {
  const spec = validateSpec(wanted)
  const { frequency } = series.calendar
  const { horizon } = spec
  const rows = series.values.length
  const counted = folds ?? usualFoldCount(rows, spec)
  const shape = { folds: counted, horizon, leastTraining: rowsToLearnFrom(spec) }
  const origins = [...planFolds(rows, shape)].map(({ origin }) => origin)
  const season = panelSeason([firstRows(series, origins[0])], frequency)
  const settings = { folds, mode, preset }
  const about = { frequency, spec, settings, season }
  const methods = listMethods(about)
  const { name: target, calendar, values } = series
  const lastKnown = origins.map(
    (origin) => values.subarray(0, origin).findLast((value) => !Number.isNaN(value)) ?? Number.NaN,
  )
  const positive = !values.some((value) => value <= 0)
  return { ...about, target, calendar, horizon, levels, methods, origins, lastKnown, positive }
}
