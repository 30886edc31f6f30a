import type { Series } from '../data/series'
import type { FitOptions, Panel } from './forecaster'

/** From here on every series is validated at one origin: there are enough of them. */
const manySeries = 20
const validationShare = 0.2
/** Origins of one series at most; more cost time and say little more. */
const mostOrigins = 24

/** A place inside a series from which what follows is known. */
export interface ValidationOrigin {
  readonly history: Series
  /** `[horizon]`, or fewer at the series' end. */
  readonly actual: Float64Array
}

/** Rows at the end of each series that a method keeps back for its choices. */
export function validationRowsFor(panel: Panel, { horizon, validationRows }: FitOptions): number {
  if (validationRows !== undefined) return validationRows
  if (panel.length >= manySeries) return horizon
  const shortest = Math.min(...panel.map(({ values }) => values.length))
  return Math.max(horizon, Math.floor(validationShare * shortest))
}

/** The panel without its validation rows; series with fewer rows than that are left out. */
export function trainingPart(panel: Panel, rows: number): Panel {
  return panel
    .filter(({ values }) => values.length > rows)
    .map((series) => firstRows(series, series.values.length - rows))
}

/** Origins in the last `rows` of a series, evenly spread, oldest first; the first one is their start. */
export function validationOrigins(
  series: Series,
  rows: number,
  horizon: number,
): readonly ValidationOrigin[] {
  const first = series.values.length - rows
  const last = series.values.length - horizon
  if (first < 1 || last < first) return []
  const count = Math.min(mostOrigins, last - first + 1)
  return Array.from({ length: count }, (_, i) => {
    const origin = first + Math.round(count === 1 ? 0 : (i * (last - first)) / (count - 1))
    return {
      history: firstRows(series, origin),
      actual: series.values.subarray(origin, origin + horizon),
    }
  })
}

/** The series up to a row, its covariates too. */
export function firstRows(series: Series, rows: number): Series {
  const covariates = series.covariates.map((covariate) => ({
    ...covariate,
    values: covariate.values.subarray(0, rows),
    future: futureOf(covariate.values.subarray(rows), covariate.future),
  }))
  return { ...series, values: series.values.subarray(0, rows), covariates }
}

/** What is known ahead stays known when the series is cut: the rows cut off, then the rest. */
function futureOf(cut: Float64Array, future: Float64Array | undefined): Float64Array | undefined {
  return future === undefined ? undefined : Float64Array.of(...cut, ...future)
}
