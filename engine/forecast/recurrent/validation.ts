import type { Series } from '../../data/series'
import { maseScale } from '../../evaluate/metrics'
import type { Panel } from '../../evaluate/forecaster'
import { leastEnd } from './window-sampler'

/** A place in the past to forecast from, and what came after it. */
export interface Origin {
  readonly history: Series
  /** `[up to horizon]`. */
  readonly actual: Float64Array
  /** MASE scale of the part that was learned from. */
  readonly error: number
}

/** The end of each series, set aside for choices. */
export interface Validation {
  /** What is left to learn from. */
  readonly training: Panel
  /** Empty when no series is long enough to spare a step. */
  readonly origins: readonly Origin[]
}

/** Series from which on a few origins in each make a choice worth believing. */
const manySeries = 20
/** Most origins in one series. */
const mostOrigins = 30
/** Most origins in each of many series: two, so that no choice hangs on the luck of one moment. */
const mostOfMany = 2
/** Fewest, where the part set aside is longer than a horizon: one alone is mostly luck. */
const fewestOrigins = 4

/**
 * Cuts the validation part from the end of each series: `rows`, or where the panel has 20 series two horizons,
 * at most a quarter of the history but at least one horizon, or for fewer series a fifth of the history, at
 * least a horizon and at most a third. Two seasons (and four steps) always stay to learn from; a series that
 * short is not validated on. Origins lie half a horizon apart, closer where they would be fewer than four,
 * wider where they would be more than 30 in a series, or two in each of 20 series without `rows`.
 */
export function cutValidation(
  panel: Panel,
  { horizon, season, rows }: { horizon: number; season: number; rows: number | undefined },
): Validation {
  const stay = Math.max(2 * season, leastEnd(season))
  const most = rows === undefined && panel.length >= manySeries ? mostOfMany : mostOrigins
  const parts = panel.map((series) => {
    const length = series.values.length
    const wanted = rows ?? heldRows(panel.length, length, horizon)
    const held = Math.max(0, Math.min(wanted, length - stay))
    const training = firstRows(series, length - held)
    return {
      training,
      origins: held === 0 ? [] : originsOf(series, length - held, horizon, season, most),
    }
  })
  return {
    training: parts.map(({ training }) => training),
    origins: parts.flatMap(({ origins }) => origins),
  }
}

function heldRows(series: number, length: number, horizon: number): number {
  if (series >= manySeries) {
    return Math.max(horizon, Math.min(2 * horizon, Math.floor(length / 4)))
  }
  const wanted = Math.max(Math.floor(length / 5), 4 * horizon)
  return Math.max(horizon, Math.min(wanted, Math.floor(length / 3)))
}

function originsOf(
  series: Series,
  from: number,
  horizon: number,
  season: number,
  most: number,
): readonly Origin[] {
  const { values } = series
  const error = maseScale(values.subarray(0, from), season)
  const last = Math.max(from, values.length - horizon)
  const room = last - from
  const usual = Math.min(Math.ceil(horizon / 2), Math.floor(room / (fewestOrigins - 1)))
  const apart = Math.max(1, usual, Math.ceil(room / (most - 1)))
  const origins: Origin[] = []
  for (let at = last; at >= from; at -= apart) {
    const actual = values.subarray(at, at + horizon)
    if (actual.every(Number.isNaN)) continue
    origins.unshift({ history: firstRows(series, at), actual, error })
  }
  return origins
}

function firstRows(series: Series, rows: number): Series {
  return { ...series, values: series.values.subarray(0, rows) }
}
