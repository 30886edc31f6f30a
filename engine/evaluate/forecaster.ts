import type { Frequency } from '../data/calendar'
import type { Series } from '../data/series'

/**
 * One or many series that are forecast by the same method. A single file is a panel of one. Names are
 * distinct; series may differ in length and start, and have NaN where a value is missing.
 */
export type Panel = readonly Series[]

/** What every method is told, so that local and global ones, folds and whole panels look alike. */
export interface FitOptions {
  /** Steps to forecast, at least 1. */
  readonly horizon: number
  /** Steps in a season, 1 for none. */
  readonly season: number
  readonly frequency: Frequency
  /** Central shares that bands are wanted for, such as `[0.8, 0.95]`; ascending, inside (0, 1). */
  readonly levels: readonly number[]
  /** Of all randomness: the same panel, options and seed give the same bits. */
  readonly seed: number
  /** Looked at between series and batches; when true the method throws `cancelled`. */
  readonly signal: { readonly aborted: boolean }
  /** Awaited now and then, so that the host's messages get in. */
  pause(): Promise<void>
  /**
   * Rows at the end of each series that are meant for choices (a benchmark's validation part). Without it
   * a method cuts its own: the last horizon, or more when the panel is small.
   */
  readonly validationRows?: number
  /** Share of the fit that is done, 0 to 1. */
  progress?(done: number): void
}

/** The steps after the end of one history. */
export interface Forecast {
  /** `[horizon]`, the point that is scored: the median where a method has one. */
  readonly mean: Float64Array
  /** Null where the method has no notion of its own uncertainty. */
  readonly quantiles: Quantiles | null
}

export interface Quantiles {
  /** Ascending, inside (0, 1): for levels .8 and .95 they are .025, .1, .5, .9, .975. */
  readonly probabilities: readonly number[]
  /** `[probability][horizon]`, never decreasing from one probability to the next. */
  readonly values: readonly Float64Array[]
}

export interface FittedForecaster {
  /**
   * Forecasts the `horizon` steps after the end of each history, all in one call so that a network can
   * batch. A history is a series of the panel that was fitted, cut or grown: it is known by its name. Only
   * what a history holds may be read, besides what the fit learned; a grown history is how a fold is
   * updated without a refit.
   * @throws EngineError `cancelled`, `series-too-short`, `training-diverged`.
   */
  predict(histories: Panel): Promise<readonly Forecast[]>
  /** How the panel was prepared and what was chosen, as sentences for the reader. */
  readonly reasons: readonly string[]
  /** Frees what the fit holds; nothing may be called after it. */
  dispose(): void
}

/** A way to forecast: naive, exponential smoothing, a network, a blend of others. */
export interface Forecaster {
  /** As in options and reports, such as `seasonalNaive`. */
  readonly name: string
  /** True when the seed matters. */
  readonly seeded?: boolean
  /** True when columns that are fixed for each series make a difference. */
  readonly readsFixed?: boolean
  /** True when each history costs a search of its own, so that thousands of them take minutes. */
  readonly costly?: boolean
  /**
   * Learns from the whole panel; nothing outside it can be read. Local methods learn nothing here but fit
   * each history when they forecast it, so refit and update are the same for them.
   * @throws EngineError `series-too-short` with the rows needed, `cancelled`, `training-diverged`.
   */
  fit(panel: Panel, options: FitOptions): Promise<FittedForecaster>
}

/** Probabilities that levels ask for, with the median: `[0.8]` gives .1, .5, .9. */
export function probabilitiesOf(levels: readonly number[]): readonly number[] {
  const sides = levels.flatMap((level) => [(1 - level) / 2, (1 + level) / 2])
  return [...sides, 0.5].map((share) => Number(share.toPrecision(12))).sort((a, b) => a - b)
}

/** Band of a level, or null when the quantiles do not hold both of its edges. */
export function bandOf(
  quantiles: Quantiles,
  level: number,
): { readonly lower: Float64Array; readonly upper: Float64Array } | null {
  const at = (share: number): Float64Array | undefined =>
    quantiles.values[quantiles.probabilities.findIndex((p) => Math.abs(p - share) < 1e-9)]
  const lower = at((1 - level) / 2)
  const upper = at((1 + level) / 2)
  return lower === undefined || upper === undefined ? null : { lower, upper }
}

/** A forecast on another scale; `to` must be increasing, so that quantiles stay quantiles. */
export function mapForecast(
  { mean, quantiles }: Forecast,
  to: (value: number, step: number) => number,
): Forecast {
  return {
    mean: mean.map(to),
    quantiles: quantiles && { ...quantiles, values: quantiles.values.map((each) => each.map(to)) },
  }
}
