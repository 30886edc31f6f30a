import { possibleCycles } from '../../prepare/cycles'
import type { Frequency } from '../../data/calendar'

/** Lags of one autoregression, ascending, all above 0. */
export type Lags = readonly number[]

/** Fewest and most lags in a row from 1 on, in the longer set. */
const fewestInARow = 12
const mostInARow = 50
/** Many rows for each lag tell more of a long past: cycles that no calendar names, such as the sun's. */
const rowsALag = 10
const mostOfManyRows = 160

/**
 * Two sets for a season, 1 for none: a short one of the last steps and those a season ago, and a long one of
 * all lags over two seasons (at least 12 steps, at most 50) and those around two seasons. Where a week is a
 * longer cycle than the season, as for hours, both have the steps a week ago too. Where it is not, and a tenth
 * of the rows is more than the long run, a still longer one of as many lags, at most 160, replaces the short.
 */
export function lagSets(season: number, week: number | null, rows: number): readonly [Lags, Lags] {
  const weekly = (reach: number): Lags => (week === null ? [] : around(week, reach))
  const seasonal = season === 1 ? [] : around(season, 1)
  const run = Math.min(mostInARow, Math.max(fewestInARow, 2 * season + 2))
  const far = run < 2 * season + 2 ? [...around(season, 2), ...around(2 * season, 2)] : []
  const most = Math.min(mostOfManyRows, Math.floor(rows / rowsALag))
  return [
    week === null && most > run
      ? ascending([...upTo(most), ...far])
      : ascending([1, 2, ...seasonal, ...weekly(1)]),
    ascending([...upTo(run), ...far, ...weekly(2)]),
  ]
}

/** Steps of a week where that is a whole number and longer than the season; else null. */
export function weekBeyond(season: number, frequency: Frequency): number | null {
  const week = possibleCycles(frequency).find(({ name }) => name === 'weekly')?.period
  return week !== undefined && Number.isInteger(week) && week > season ? week : null
}

function upTo(lag: number): Lags {
  return Array.from({ length: lag }, (_, i) => i + 1)
}

function around(lag: number, reach: number): Lags {
  return Array.from({ length: 2 * reach + 1 }, (_, i) => lag - reach + i)
}

function ascending(lags: Lags): Lags {
  return [...new Set(lags)].filter((lag) => lag > 0).sort((a, b) => a - b)
}
