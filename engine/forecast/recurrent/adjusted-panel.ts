import type { Panel } from '../../evaluate/forecaster'
import type { QuantilePaths } from './member'
import { notBelow, shiftPaths } from './path-scores'
import { prepareSeries, type PreparedSeries } from './prepared-series'
import type { Adjustment } from './yearly-course'

/** Series as members see them. */
export function prepareAll(
  panel: Panel,
  adjustment: Adjustment,
  season: number,
): readonly PreparedSeries[] {
  return panel.map((series) => prepareSeries(adjustment.apply(series), season))
}

/** Paths of the values themselves: with the course put back, not below 0 where the history never was. */
export function restore(
  paths: QuantilePaths,
  history: Panel[number],
  adjustment: Adjustment,
): QuantilePaths {
  const shifted = shiftPaths(paths, adjustment.ahead(history, paths[0].length))
  return history.values.some((value) => value < 0) ? shifted : notBelow(shifted, 0)
}
