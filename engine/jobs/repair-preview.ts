import { stepOf, timeAt, type Frequency } from '../data/calendar'
import { changedTimes } from '../data/repairs/repair-series'
import type { Series } from '../data/series'

/** What one more step would change of a variable, with what lies around it, for a chart. NaN is missing. */
export interface RepairPreview {
  /** Values that would be others, drawn or not; all of them in a series that is remade. */
  readonly changed: number
  /** True where the series would have other steps, or be one for the first time; `before` is `after` then. */
  readonly remade: boolean
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
 * together, else the first of them; of a series with other steps its beginning; without one nothing.
 */
export function previewOf(
  before: Series | null,
  after: Series | null,
  column: string,
): RepairPreview {
  const frequency = (after ?? before)?.calendar.frequency ?? { kind: 'index', multiple: 1 }
  if (after === null) return { ...nothing, frequency }
  const name = after.covariates.some((each) => each.name === column) ? column : after.name
  if (before === null || !hasStepsOf(before, after)) return remade(after)
  const times = changedTimes(before, after, name)
  if (times.length === 0) return { ...nothing, frequency }
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
    remade: false,
    frequency,
    times: drawn,
    before: drawn.map((time) => valueAt(before, name, time)),
    after: drawn.map((time) => valueAt(after, name, time)),
  }
}

const nothing = { changed: 0, remade: false, times: [], before: [], after: [] } as const

function hasStepsOf({ calendar }: Series, { calendar: other }: Series): boolean {
  const { kind, multiple } = calendar.frequency
  return kind === other.frequency.kind && multiple === other.frequency.multiple
}

function remade({ calendar, values }: Series): RepairPreview {
  const shown = values.slice(0, mostDrawn)
  return {
    changed: values.length,
    remade: true,
    frequency: calendar.frequency,
    times: Array.from(shown, (_, step) => timeAt(calendar, step)),
    before: [...shown],
    after: [...shown],
  }
}

function valueAt(series: Series, column: string, time: number): number {
  const values = [series, ...series.covariates].find(({ name }) => name === column)?.values
  const step = stepOf(series.calendar, time)
  return step === null ? Number.NaN : (values?.[step] ?? Number.NaN)
}
