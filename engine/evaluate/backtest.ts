import type { Series } from '../data/series'
import { advance } from '../data/calendar'
import { EngineError } from '../errors'
import { planFolds } from './folds'
import type { Fold, FoldPlan } from './folds'
import type { FitOptions, FittedForecaster, Forecaster, Panel } from './forecaster'
import { maseScale } from './metrics'
import type { ScoredForecast } from './score-report'
import { firstRows } from './validation-origins'

/** One method on one fold: what a worker is given. All of it is plain data. */
export interface FoldTask {
  readonly method: string
  readonly fold: Fold
  /** Everything known at the origin. */
  readonly histories: Panel
  /** What is scored, `[horizon]` for each history. */
  readonly actuals: readonly Float64Array[]
  /** The histories with the fold's own rows, for forecasts one step ahead; null when none are wanted. */
  readonly grown: Panel | null
}

export interface FoldResult {
  readonly method: string
  readonly fold: number
  readonly forecasts: readonly ScoredForecast[]
  /**
   * Forecasts of each of the fold's rows from all rows before it, by the fold's own fit, `[horizon]` for each
   * history, NaN where the fit could make none; null when none were wanted.
   */
  readonly oneStep: readonly Float64Array[] | null
  readonly seconds: number
}

/** Runs one task, here or in a worker; several may be under way at once. */
export type FoldRunner = (task: FoldTask) => Promise<FoldResult>

export interface BacktestOptions extends FoldPlan {
  /** Names of methods that the runner knows. */
  readonly methods: readonly string[]
  /** Those of the methods that also forecast each row of a fold from the row before it. */
  readonly oneStep?: readonly string[]
  /** Tasks under way at once, at least 1. */
  readonly parallel: number
  readonly signal: { readonly aborted: boolean }
  /** Milliseconds of a clock that does not go back. */
  now(): number
}

export interface BacktestProgress {
  readonly result: FoldResult
  readonly done: number
  readonly tasks: number
  /** From the tasks done so far; 0 after the last. */
  readonly secondsLeft: number
}

/**
 * Rolling origins: each method forecasts from each fold's origin with what was known then. Yields results as
 * they come, so that what was finished is kept when the consumer stops, a task fails or the signal aborts.
 * All series of the panel share their folds by distance from their own ends.
 * @throws EngineError `series-too-short` before the first task; `cancelled`; what a task throws.
 */
export async function* backtest(
  panel: Panel,
  options: BacktestOptions,
  run: FoldRunner,
): AsyncGenerator<BacktestProgress, void, undefined> {
  const rows = Math.min(...panel.map(({ values }) => values.length))
  const folds = [...planFolds(rows, options)]
  const waiting = folds.flatMap((fold) =>
    options.methods.map((method) => ({
      method,
      fold,
      ...cut(panel, fold, rows, options.oneStep?.includes(method) ?? false),
    })),
  )
  const tasks = waiting.length
  const startedMs = options.now()
  const underWay = new Map<number, Promise<readonly [number, FoldResult]>>()
  let next = 0
  let done = 0
  try {
    while (done < tasks) {
      if (options.signal.aborted) {
        throw new EngineError('cancelled', `Cancelled after ${done} of ${tasks} parts.`)
      }
      while (underWay.size < Math.max(1, options.parallel) && next < tasks) {
        const id = next
        underWay.set(
          id,
          run(waiting[id]).then((result) => [id, result] as const),
        )
        next += 1
      }
      const [id, result] = await Promise.race(underWay.values())
      underWay.delete(id)
      done += 1
      const perTask = (options.now() - startedMs) / 1000 / done
      yield { result, done, tasks, secondsLeft: perTask * (tasks - done) }
    }
  } finally {
    // A task that fails after the first one did must not be an unhandled rejection.
    for (const task of underWay.values()) task.catch(() => undefined)
  }
}

/** A fold's part of each series; the shortest sets the folds, longer ones have more to learn from. */
function cut(
  panel: Panel,
  fold: Fold,
  rows: number,
  oneStep: boolean,
): Pick<FoldTask, 'histories' | 'actuals' | 'grown'> {
  const extra = panel.map(({ values }) => values.length - rows)
  const upTo = (end: number): Panel =>
    panel.map((series, i) => {
      const from = fold.trainFrom === 0 ? 0 : fold.trainFrom + extra[i]
      return lastRows(firstRows(series, end + extra[i]), from, fold.end - fold.origin)
    })
  return {
    histories: upTo(fold.origin),
    grown: oneStep ? upTo(fold.end) : null,
    actuals: panel.map(({ values }, i) =>
      values.slice(fold.origin + extra[i], fold.end + extra[i]),
    ),
  }
}

/** Rows from `from` on, copied, with what is known ahead for the horizon alone. */
function lastRows(series: Series, from: number, horizon: number): Series {
  const covariates = series.covariates.map(({ name, values, future, isStatic }) => ({
    name,
    isStatic,
    values: values.slice(from),
    ...(future === undefined ? {} : { future: future.slice(0, horizon) }),
  }))
  const calendar = advance(series.calendar, from)
  return { ...series, calendar, values: series.values.slice(from), covariates }
}

/** A runner and what it keeps between tasks. */
export interface KeepingRunner {
  readonly run: FoldRunner
  /** Frees the fits that were kept. */
  dispose(): Promise<void>
}

/**
 * A runner that fits anew for each fold (`refit`), or once on the oldest fold and then only shows the model
 * the rows since (`update`), which is much faster for networks.
 */
export function createFoldRunner(
  methods: Readonly<Record<string, () => Forecaster>>,
  options: FitOptions,
  mode: 'refit' | 'update',
  now: () => number,
): KeepingRunner {
  const kept = new Map<string, Promise<FittedForecaster>>()
  const fit = async (method: string, histories: Panel): Promise<FittedForecaster> => {
    if (!Object.hasOwn(methods, method)) {
      throw new EngineError('internal', `There is no method ${method}.`)
    }
    return methods[method]().fit(histories, options)
  }
  const run: FoldRunner = async ({ method, fold, histories, actuals, grown }) => {
    const startedMs = now()
    const fitting = kept.get(method) ?? fit(method, histories)
    if (mode === 'update') kept.set(method, fitting)
    const fitted = await fitting
    const forecasts = await fitted.predict(histories)
    const oneStep = grown && (await forecastRows(fitted, histories, grown))
    if (mode === 'refit') fitted.dispose()
    return {
      method,
      fold: fold.index,
      forecasts: forecasts.map(({ mean, quantiles }, i) => ({
        series: histories[i].name,
        fold: fold.index,
        actual: actuals[i],
        mean,
        quantiles,
        scale: maseScale(histories[i].values, options.season),
      })),
      oneStep,
      seconds: (now() - startedMs) / 1000,
    }
  }
  return {
    run,
    async dispose() {
      for (const fitting of kept.values()) {
        // What could not be fitted was told to whoever ran the task.
        await fitting.then(
          (fitted) => fitted.dispose(),
          () => undefined,
        )
      }
    },
  }
}

/**
 * The first step of a forecast from each row of the fold, `[horizon]` for each history; NaN from a row on whose
 * values the fit cannot take, such as a 0 after it learned on logarithms.
 */
async function forecastRows(
  fitted: FittedForecaster,
  histories: Panel,
  grown: Panel,
): Promise<readonly Float64Array[]> {
  const made = grown.map(({ values }, i) =>
    new Float64Array(values.length - histories[i].values.length).fill(Number.NaN),
  )
  try {
    for (let step = 0; step < made[0].length; step++) {
      const known = grown.map((series, i) => firstRows(series, histories[i].values.length + step))
      const forecasts = await fitted.predict(known)
      forecasts.forEach(({ mean }, i) => (made[i][step] = mean[0]))
    }
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'series-not-finite') throw error
  }
  return made
}
