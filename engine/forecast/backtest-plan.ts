import type { Calendar, Frequency } from '../data/calendar'
import { planFolds } from '../evaluate/folds'
import type { Panel } from '../evaluate/forecaster'
import { panelSeason } from '../evaluate/panel-season'
import { firstRows } from '../evaluate/validation-origins'

/** One method of a backtest, as its scores need to know it. */
export interface PlannedMethod {
  /** As in results, such as `seasonalNaive`. */
  readonly method: string
  /** Inside a sentence, such as `last year's value`. */
  readonly title: string
  /** Whether others are judged against it. */
  readonly isBaseline: boolean
  /** Whether it is judged itself, against the best of the other baselines. */
  readonly isJudged: boolean
}

/** Where the folds of one series lie. */
export interface PlannedSeries {
  readonly name: string
  readonly calendar: Calendar
  /** First row that each fold forecasts, the oldest fold first. */
  readonly origins: readonly number[]
  /** The last value before each origin, NaN without one. */
  readonly lastKnown: readonly number[]
  /** All values are above 0. */
  readonly positive: boolean
}

/** Folds of a panel: what scores need to know beside the forecasts. Plain data. */
export interface PanelPlan<M extends PlannedMethod = PlannedMethod> {
  readonly frequency: Frequency
  readonly horizon: number
  /** Rows between two origins. */
  readonly step: number
  /** Rows that each fold learns from at most; all before its origin when not given. */
  readonly slide?: number
  /** Steps in the season that shows before the first origin, 1 for none. */
  readonly season: number
  /** Central shares of the bands, ascending. */
  readonly levels: readonly number[]
  readonly methods: readonly M[]
  /** Methods that also forecast each row of a fold from the row before it: diagnostics come from there. */
  readonly oneStep: readonly string[]
  readonly folds: number
  /** One or more; the shortest sets the folds. */
  readonly series: readonly PlannedSeries[]
}

/** What is wanted of the folds of a panel. */
export interface FoldWishes {
  readonly folds: number
  readonly horizon: number
  readonly step?: number
  readonly slide?: number
  readonly leastTraining: number
}

/**
 * Where the folds of each series lie, and the season that shows before the first of them.
 * @throws EngineError `series-too-short` with the rows needed and what to reduce.
 */
export function placeFolds(
  panel: Panel,
  wishes: FoldWishes,
): Pick<PanelPlan, 'frequency' | 'horizon' | 'step' | 'slide' | 'folds' | 'series' | 'season'> {
  const { folds, horizon, step = horizon, slide } = wishes
  const shortest = Math.min(...panel.map(({ values }) => values.length))
  const places = [...planFolds(shortest, wishes)]
  const series = panel.map(({ name, calendar, values }): PlannedSeries => {
    const origins = places.map(({ origin }) => origin + values.length - shortest)
    const lastKnown = origins.map(
      (origin) =>
        values.subarray(0, origin).findLast((value) => !Number.isNaN(value)) ?? Number.NaN,
    )
    return { name, calendar, origins, lastKnown, positive: !values.some((value) => value <= 0) }
  })
  const { frequency } = panel[0].calendar
  const known = panel.map((each, i) => firstRows(each, series[i].origins[0]))
  const season = panelSeason(known, frequency)
  return { frequency, horizon, step, slide, folds, series, season }
}
