import { backtest } from '../evaluate/backtest'
import type { BacktestProgress, KeepingRunner } from '../evaluate/backtest'
import type { Panel } from '../evaluate/forecaster'
import type { PanelPlan } from './backtest-plan'

/** What the folds of a plan take from their surroundings. */
export interface FoldDeps {
  /** Folds that the runner works on at once, at least 1. */
  readonly parallel: number
  readonly signal: { readonly aborted: boolean }
  /** Milliseconds of a clock that does not go back. */
  now(): number
}

/**
 * Runs the folds of a plan and yields each as it comes; the runner is disposed at the end, whatever the end.
 * @throws EngineError `cancelled`, what a method throws.
 */
export async function* runFolds(
  panel: Panel,
  plan: PanelPlan,
  runner: KeepingRunner,
  deps: FoldDeps,
): AsyncGenerator<BacktestProgress, void, undefined> {
  const { folds, horizon, step, slide, methods, oneStep, series } = plan
  const { parallel, signal } = deps
  // Rows were counted when the folds were placed.
  const leastTraining = Math.min(slide ?? Infinity, ...series.map(({ origins }) => origins[0]))
  const names = methods.map(({ method }) => method)
  const shape = { folds, horizon, step, slide, leastTraining, oneStep, methods: names }
  try {
    yield* backtest(panel, { ...shape, parallel, signal, now: () => deps.now() }, runner.run)
  } finally {
    await runner.dispose()
  }
}
