import { formatTime, timeAt } from '../data/calendar'
import type { Series } from '../data/series'
import { EngineError } from '../errors'
import { knownAhead } from './known-effects'

/**
 * Refuses covariates that are known ahead, but not as far as the horizon. One without any value after the
 * series' end is known in the past only and is no fault.
 * @throws EngineError `request-invalid`, naming the cells to fill.
 */
export function checkFuture(series: Series, horizon: number): void {
  const rows = series.values.length
  const date = (ahead: number): string =>
    formatTime(timeAt(series.calendar, rows + ahead), series.calendar.frequency)
  for (const { name, future = new Float64Array(0) } of knownAhead(series)) {
    const missing = Array.from({ length: horizon }, (_, ahead) => ahead).filter(
      (ahead) => !(Math.abs(future[ahead]) < Infinity),
    )
    if (missing.length === 0) continue
    const [first] = missing
    const last = missing[missing.length - 1]
    const cells =
      missing.length === 1
        ? `the cell of ${date(first)}`
        : missing.length === last - first + 1
          ? `the ${missing.length} cells from ${date(first)} to ${date(last)}`
          : `${missing.length} cells between ${date(first)} and ${date(last)}`
    const shorter = first > 0 ? `, reduce the horizon to ${first}` : ''
    throw new EngineError(
      'request-invalid',
      `${name} is not known for the whole horizon of ${horizon} steps, which ends at ${date(horizon - 1)}.`,
      { column: name, remedy: `Fill in ${cells}${shorter}, or leave ${name} out.` },
    )
  }
}
