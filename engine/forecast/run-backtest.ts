import type { Series } from '../data/series'
import { EngineError } from '../errors'
import type { FoldResult, KeepingRunner } from '../evaluate/backtest'
import { checkBounds } from '../prepare/bounds'
import { checkSeries } from '../prepare/check-series'
import type { ModelSpec } from '../spec/model-spec'
import { validateSpec } from '../spec/validate-spec'
import { listMethods } from './backtest-methods'
import { placeFolds } from './backtest-plan'
import type {
  BacktestEvent,
  BacktestPlan,
  BacktestResult,
  BacktestSettings,
} from './backtest-result'
import { evaluateFolds, secondsLeft } from './evaluate-folds'
import { runFolds } from './run-folds'
import type { FoldDeps } from './run-folds'
import { rowsToLearnFrom, usualFoldCount } from './usual-folds'

/** What a backtest takes from its surroundings. */
export interface BacktestDeps extends FoldDeps {
  /** Runs the folds of a plan, here or in other threads. */
  openFolds(plan: BacktestPlan): KeepingRunner
  emit(event: BacktestEvent): void
}

const levels: readonly number[] = [0.5, 0.8, 0.95]

/**
 * Hindcasts of one series from rolling origins: a network, the blend if a preset is given, and the baselines.
 * Each `fold` event brings what was forecast, so that nothing finished is lost when the rest is cancelled.
 * @throws EngineError `spec-invalid`, `series-too-short` with the rows needed, `series-constant`,
 * `series-not-finite`, `frequency-unclear`, `training-diverged`, `backend-unavailable`, `cancelled`,
 * `request-invalid` for bounds that the values cross.
 */
export async function runBacktest(
  request: BacktestSettings & { readonly series: Series; readonly spec: ModelSpec },
  deps: BacktestDeps,
): Promise<BacktestResult> {
  const { series } = request
  checkSeries(series)
  checkBounds(series, request.spec.bounds ?? {})
  const plan = planBacktest(request)
  deps.emit({ kind: 'planned', plan })
  const results: FoldResult[] = []
  for await (const { result, done, tasks } of runFolds(
    [series],
    plan,
    deps.openFolds(plan),
    deps,
  )) {
    results.push(result)
    const left = secondsLeft(plan, results, deps.parallel)
    deps.emit({ kind: 'fold', result, done, tasks, secondsLeft: left })
  }
  const scores = evaluateFolds(plan, results)
  if (scores === null) throw new EngineError('internal', 'The backtest has made no forecast.')
  return { plan, ...scores }
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
  slide,
  preset,
}: BacktestSettings & { readonly series: Series; readonly spec: ModelSpec }): BacktestPlan {
  const spec = validateSpec(wanted)
  const { horizon } = spec
  const counted = folds ?? usualFoldCount(series.values.length, spec)
  const leastTraining = rowsToLearnFrom(spec)
  const wishes = { folds: counted, horizon, slide: slide ?? undefined, leastTraining }
  const places = placeFolds([series], wishes)
  const about = { spec, settings: { folds, mode, slide, preset } }
  const methods = listMethods(places, about)
  return { ...places, ...about, target: series.name, levels, methods, oneStep: ['network'] }
}
