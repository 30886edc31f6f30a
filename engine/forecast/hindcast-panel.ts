import { backtest, createFoldRunner } from '../evaluate/backtest'
import type { BacktestProgress } from '../evaluate/backtest'
import { mostFolds } from '../evaluate/folds'
import type { FitOptions, Forecaster, Panel } from '../evaluate/forecaster'
import { scoreMethods } from '../evaluate/score-methods'
import type { MethodHindcast } from '../evaluate/score-methods'
import type { ScoredForecast } from '../evaluate/score-report'

/** A method as the reader knows it. */
export interface TitledMethod {
  readonly title: string
  create(): Forecaster
}

export interface HindcastOptions extends FitOptions {
  /** Wanted folds; as many as fit up to `usualFolds` when not given. */
  readonly folds?: number
  readonly step?: number
  /** Rows a sliding window learns from; all before the origin when not given. */
  readonly slide?: number
  /** `refit` by default. */
  readonly mode?: 'refit' | 'update'
  /** Folds at once; 1 by default, since all run here. */
  readonly parallel?: number
  now(): number
  /** Called when a fold of a method is done. */
  done?(progress: BacktestProgress): void
}

export interface PanelHindcast {
  readonly folds: number
  readonly horizon: number
  readonly step: number
  /** By mean MASE, the least first. */
  readonly methods: readonly MethodHindcast[]
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
 * Forecasts of the past by several methods from the same origins, scored and judged.
 * @param baselines names among the methods that the others are judged against, at least one
 * @throws EngineError `series-too-short` with the rows needed, `cancelled`, what a method throws.
 */
export async function hindcastPanel(
  panel: Panel,
  methods: Readonly<Record<string, TitledMethod>>,
  baselines: readonly string[],
  options: HindcastOptions,
): Promise<PanelHindcast> {
  const { horizon, season, levels, step = horizon, slide } = options
  const rows = Math.min(...panel.map(({ values }) => values.length))
  const shape = { horizon, step, slide, leastTraining: leastTraining(season) }
  const folds = options.folds ?? foldsFor(rows, horizon, step, shape.leastTraining)
  const creators = Object.fromEntries(
    Object.entries(methods).map(([name, { create }]) => [name, create]),
  )
  const runner = createFoldRunner(creators, options, options.mode ?? 'refit', () => options.now())
  const forecasts = new Map<string, ScoredForecast[]>()
  const seconds = new Map<string, number>()
  const { parallel = 1, signal } = options
  const plan = { ...shape, folds, methods: Object.keys(methods), parallel, signal }
  try {
    for await (const progress of backtest(
      panel,
      { ...plan, now: () => options.now() },
      runner.run,
    )) {
      const { method, forecasts: made, seconds: spent } = progress.result
      forecasts.set(method, [...(forecasts.get(method) ?? []), ...made])
      seconds.set(method, (seconds.get(method) ?? 0) + spent)
      options.done?.(progress)
    }
  } finally {
    await runner.dispose()
  }
  const made = Object.keys(methods).map((name) => ({
    method: name,
    title: methods[name].title,
    forecasts: forecasts.get(name) ?? [],
    seconds: seconds.get(name) ?? 0,
  }))
  const overlap = Math.ceil(horizon / step) - 1
  return { folds, horizon, step, methods: scoreMethods(made, baselines, levels, overlap) }
}
