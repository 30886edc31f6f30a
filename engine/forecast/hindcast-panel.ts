import { EngineError } from '../errors'
import { backtest, createFoldRunner } from '../evaluate/backtest'
import type { BacktestProgress, FoldResult, KeepingRunner } from '../evaluate/backtest'
import { mostFolds } from '../evaluate/folds'
import type { FitOptions, Panel } from '../evaluate/forecaster'
import { scoreMethods } from '../evaluate/score-methods'
import type { MethodHindcast } from '../evaluate/score-methods'
import type { TitledMethod } from './catalogue'
import { trustIn } from './method-trust'
import type { MethodTrust } from './method-trust'

export interface HindcastOptions extends FitOptions {
  /** Wanted folds; as many as fit up to `usualFolds` when not given. */
  readonly folds?: number
  readonly step?: number
  /** Rows a sliding window learns from; all before the origin when not given. */
  readonly slide?: number
  /** `refit` by default. */
  readonly mode?: 'refit' | 'update'
  /** Methods that also forecast each row of a fold from the row before it: diagnostics come from there. */
  readonly oneStep?: readonly string[]
  /** Runs the folds, and how many at once; one after the other in this thread by default. It is disposed. */
  readonly runner?: KeepingRunner & { readonly parallel: number }
  now(): number
  /** Called when a fold of a method is done. */
  done?(progress: BacktestProgress): void
}

export interface PanelHindcast {
  /** Folds that every method has forecast. */
  readonly folds: number
  /** Folds that were planned; more than there are when the rest was cancelled. */
  readonly planned: number
  readonly horizon: number
  readonly step: number
  /** By mean MASE, the least first. */
  readonly methods: readonly MethodHindcast[]
  /** By method's name; the baselines, which repeat values on purpose, have none. */
  readonly trust: ReadonlyMap<string, MethodTrust>
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
 * Forecasts of the past by several methods from the same origins, scored and judged. When it is cancelled,
 * the folds that all methods have forecast are kept.
 * @param baselines names among the methods that the others are judged against, at least one
 * @throws EngineError `series-too-short` with the rows needed, `cancelled` before a fold was whole, what a
 * method throws.
 */
export async function hindcastPanel(
  panel: Panel,
  methods: Readonly<Record<string, TitledMethod>>,
  baselines: readonly string[],
  options: HindcastOptions,
): Promise<PanelHindcast> {
  const { horizon, season, levels, signal, step = horizon, slide } = options
  const rows = Math.min(...panel.map(({ values }) => values.length))
  const shape = { horizon, step, slide, leastTraining: leastTraining(season) }
  const planned = options.folds ?? foldsFor(rows, horizon, step, shape.leastTraining)
  const names = Object.keys(methods)
  const runner = options.runner ?? { ...runHere(methods, options), parallel: 1 }
  const { parallel } = runner
  const { oneStep } = options
  const plan = { ...shape, folds: planned, methods: names, oneStep, parallel, signal }
  const results: FoldResult[] = []
  try {
    const now = (): number => options.now()
    for await (const progress of backtest(panel, { ...plan, now }, runner.run)) {
      results.push(progress.result)
      options.done?.(progress)
    }
  } catch (error) {
    const stopped = error instanceof EngineError && error.code === 'cancelled'
    if (!stopped || wholeFolds(results, names.length).size === 0) throw error
  } finally {
    await runner.dispose()
  }
  const whole = wholeFolds(results, names.length)
  const resultsOf = (name: string): readonly FoldResult[] =>
    results
      .filter(({ method, fold }) => method === name && whole.has(fold))
      .sort((a, b) => a.fold - b.fold)
  const made = names.map((name) => {
    const own = resultsOf(name)
    return {
      method: name,
      title: methods[name].title,
      forecasts: own.flatMap(({ forecasts }) => forecasts),
      seconds: own.reduce((sum, { seconds }) => sum + seconds, 0),
    }
  })
  const overlap = Math.ceil(horizon / step) - 1
  const scored = scoreMethods(made, baselines, levels, overlap)
  const places = { planned, horizon, step, season }
  const trust = names
    .filter((name) => !baselines.includes(name))
    .map((name): readonly [string, MethodTrust] => [
      name,
      trustIn(methods[name].title, resultsOf(name), panel, places),
    ])
  return { folds: whole.size, planned, horizon, step, methods: scored, trust: new Map(trust) }
}

function runHere(
  methods: Readonly<Record<string, TitledMethod>>,
  options: HindcastOptions,
): KeepingRunner {
  const creators = Object.fromEntries(
    Object.entries(methods).map(([name, { create }]) => [name, create]),
  )
  return createFoldRunner(creators, options, options.mode ?? 'refit', () => options.now())
}

/** Folds that all methods have forecast, so that all are compared on the same rows. */
function wholeFolds(results: readonly FoldResult[], methods: number): ReadonlySet<number> {
  const counts = new Map<number, number>()
  for (const { fold } of results) counts.set(fold, (counts.get(fold) ?? 0) + 1)
  return new Set([...counts].filter(([, count]) => count === methods).map(([fold]) => fold))
}
