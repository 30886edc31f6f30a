import { stepOf, timeAt, type Frequency } from '../data/calendar'
import { changedTimes } from '../data/repairs/repair-series'
import type { Series } from '../data/series'

/** What one more step would change of a variable, with what lies around it, for a chart. NaN is missing. */
export interface RepairPreview {
  /** Values that would be others, drawn or not. */
  readonly changed: number
  readonly frequency: Frequency
  /** Civil times (or index values) of the steps drawn, ascending; none when nothing changes. */
  readonly times: readonly number[]
  readonly before: readonly number[]
  readonly after: readonly number[]
}

/** Steps drawn at most: more than a small chart can tell apart. */
const mostDrawn = 240

/**
 * Compares a variable of two series of the same table: all places where they differ when these lie close
 * together, else the first of them; without either series there is nothing to show.
 */
export function previewOf(
  before: Series | null,
  after: Series | null,
  column: string,
): RepairPreview {
  const frequency = (after ?? before)?.calendar.frequency ?? { kind: 'index', multiple: 1 }
  const times = before && after ? changedTimes(before, after, column) : []
  if (before === null || after === null || times.length === 0) {
    return { changed: times.length, frequency, times: [], before: [], after: [] }
  }
  const first = stepOf(after.calendar, times[0]) ?? 0
  const last = stepOf(after.calendar, times[times.length - 1]) ?? first
  const span = last - first + 1
  const margin = Math.min(40, Math.max(8, Math.ceil(span / 3)))
  const shown = Math.min(span + 2 * margin, mostDrawn)
  const from = Math.max(Math.min(0, first), first - margin)
  const to = Math.min(Math.max(after.values.length - 1, last), from + shown - 1)
  const drawn = Array.from({ length: to - from + 1 }, (_, i) => timeAt(after.calendar, from + i))
  return {
    changed: times.length,
    frequency,
    times: drawn,
    before: drawn.map((time) => valueAt(before, column, time)),
    after: drawn.map((time) => valueAt(after, column, time)),
  }
}

function valueAt(series: Series, column: string, time: number): number {
  const values = [series, ...series.covariates].find(({ name }) => name === column)?.values
  const step = stepOf(series.calendar, time)
  return step === null ? Number.NaN : (values?.[step] ?? Number.NaN)
}
