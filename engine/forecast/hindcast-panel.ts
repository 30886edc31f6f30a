import { backtest, createFoldRunner } from '../evaluate/backtest'
import type { BacktestProgress } from '../evaluate/backtest'
import { coveragePassport } from '../evaluate/coverage-passport'
import type { PassportEntry } from '../evaluate/coverage-passport'
import { mostFolds } from '../evaluate/folds'
import type { FitOptions, Forecaster, Panel } from '../evaluate/forecaster'
import { judgeFolds } from '../evaluate/judge-folds'
import type { FoldVerdict } from '../evaluate/judge-folds'
import { reportScores } from '../evaluate/score-report'
import type { ScoredForecast, ScoreReport } from '../evaluate/score-report'

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

export interface MethodHindcast {
  readonly method: string
  readonly title: string
  readonly report: ScoreReport
  readonly seconds: number
  readonly passport: readonly PassportEntry[]
  /** Against the best of the baselines; null for a baseline itself. */
  readonly verdict: FoldVerdict | null
  readonly forecasts: readonly ScoredForecast[]
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

/** As many folds as fit in the later half of the rows, at most `usualFolds`, at least 1. */
function foldsFor(rows: number, horizon: number, step: number, least: number): number {
  const half = Math.max(least, Math.floor(rows / 2))
  return Math.max(1, Math.min(usualFolds, mostFolds(rows, { horizon, step, leastTraining: half })))
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
  const of = (name: string) => ({
    method: name,
    title: methods[name].title,
    forecasts: forecasts.get(name) ?? [],
  })
  const others = baselines.map(of)
  const overlap = Math.ceil(horizon / step) - 1
  const results = Object.keys(methods).map((name): MethodHindcast => {
    const own = of(name)
    return {
      ...own,
      report: reportScores(own.forecasts, levels),
      seconds: seconds.get(name) ?? 0,
      passport: coveragePassport(own.forecasts, levels),
      verdict: baselines.includes(name) ? null : judgeFolds(own, others, overlap),
    }
  })
  return {
    folds,
    horizon,
    step,
    methods: results.sort((a, b) => a.report.total.mase - b.report.total.mase),
  }
}
