import { EngineError } from '../errors'
import type { BacktestProgress, FoldResult, KeepingRunner } from '../evaluate/backtest'
import { mostFolds } from '../evaluate/folds'
import type { Panel } from '../evaluate/forecaster'
import { baselinesFor } from '../evaluate/method-titles'
import { placeFolds } from './backtest-plan'
import type { PanelPlan } from './backtest-plan'
import { quickOnceFitted, titleOf } from './catalogue'
import type { MethodName } from './catalogue'
import { evaluateFolds } from './evaluate-folds'
import type { FoldScores } from './evaluate-folds'
import { runFolds } from './run-folds'

/** What may be chosen of a backtest of methods; the rest follows from the panel. */
export interface HindcastWishes {
  /** Methods that are judged, beside the baselines that judge them. */
  readonly methods: readonly MethodName[]
  readonly horizon: number
  readonly levels: readonly number[]
  /** As many as fit up to `usualFolds` when not given. */
  readonly folds?: number
  readonly step?: number
  readonly slide?: number
}

export interface HindcastDeps {
  /** Runs the folds, and how many at once. It is disposed. */
  readonly runner: KeepingRunner & { readonly parallel: number }
  readonly signal: { readonly aborted: boolean }
  /** Milliseconds of a clock that does not go back. */
  now(): number
  /** Called when a fold of a method is done. */
  done(progress: BacktestProgress): void
}

export interface PanelHindcast extends FoldScores {
  /** Its folds are more than those of the scores when the rest was cancelled. */
  readonly plan: PanelPlan
}

/** Folds when nobody asks for a number: enough for a test, few enough to wait for. */
export const usualFolds = 8

/** Fewest rows before the first origin: two seasons, or three rows without one. */
export function leastTraining(season: number): number {
  return season > 1 ? 2 * season : 3
}

/** As many folds as fit in the later half of the rows, at most `most`, at least 1. */
export function foldsFor(
  rows: number,
  horizon: number,
  step: number,
  least: number,
  most = usualFolds,
): number {
  const half = Math.max(least, Math.floor(rows / 2))
  return Math.max(1, Math.min(most, mostFolds(rows, { horizon, step, leastTraining: half })))
}

/**
 * What a backtest of these methods will do: they and the baselines of the season that shows before the first
 * origin. Every one of them is judged against the best of the other baselines.
 * @param season of the whole panel, which sets how many rows are kept to learn from
 * @throws EngineError `series-too-short` with the rows needed.
 */
export function planHindcast(panel: Panel, season: number, wishes: HindcastWishes): PanelPlan {
  const { horizon, levels, step = horizon, slide } = wishes
  const rows = Math.min(...panel.map(({ values }) => values.length))
  const least = leastTraining(season)
  const folds = wishes.folds ?? foldsFor(rows, horizon, step, least)
  const places = placeFolds(panel, { folds, horizon, step, slide, leastTraining: least })
  const { frequency } = places
  const forecasts = folds * panel.length
  const baselines: readonly MethodName[] = baselinesFor(places.season, frequency, forecasts)
  const names = [...baselines, ...wishes.methods.filter((name) => !baselines.includes(name))]
  const methods = names.map((method) => ({
    method,
    title: titleOf(method, places.season, frequency),
    isBaseline: baselines.includes(method),
    isJudged: wishes.methods.includes(method),
  }))
  // Errors of many series are not looked at one by one.
  const oneStep =
    panel.length === 1 ? wishes.methods.filter((name) => quickOnceFitted.includes(name)) : []
  return { ...places, levels, methods, oneStep }
}

/**
 * Forecasts of the past by several methods from the same origins, scored and judged. When it is cancelled,
 * the folds that all methods have forecast are kept.
 * @throws EngineError `cancelled` before a fold was whole, what a method throws.
 */
export async function hindcastPanel(
  panel: Panel,
  plan: PanelPlan,
  { runner, signal, now, done }: HindcastDeps,
): Promise<PanelHindcast> {
  const results: FoldResult[] = []
  const { parallel } = runner
  let stopped: EngineError | null = null
  try {
    for await (const progress of runFolds(panel, plan, runner, { parallel, signal, now })) {
      results.push(progress.result)
      done(progress)
    }
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'cancelled') throw error
    stopped = error
  }
  const scores = evaluateFolds(plan, results)
  if (scores !== null) return { plan, ...scores }
  throw stopped ?? new EngineError('internal', 'The backtest has made no forecast.')
}
