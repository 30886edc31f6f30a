import { formatTime } from '../calendar'
import { dayMs } from '../civil'
import type { IssueList } from '../issues'
import { periodEnd, periodStart, type Period } from '../repairs/periods'
import type { ResampledDates } from '../repairs/repair-table'
import type { DataIssue } from '../table'
import type { Finding } from './finding'
import { median } from './rolling-median'

/** A first or last period of which the outer part has no rows. */
interface PartialPeriod {
  readonly edge: 'first' | 'last'
  /** Civil milliseconds at which the period begins. */
  readonly start: number
  /** The time of its outermost row. */
  readonly row: number
}

/** So many usual gaps without a row tell that rows are not there yet, or not any more. */
const mostGaps = 2

/**
 * The periods at both ends of a series that its rows cover in part, since half a month's sum is no month's.
 * A row stands for the time up to the next one. None where no two times differ.
 * @param times of the series' rows, civil milliseconds, ascending.
 */
function partialPeriods(times: Float64Array, to: Period): readonly PartialPeriod[] {
  const gaps = times.subarray(1).map((time, i) => time - times[i])
  const usual = median(gaps.filter((gap) => gap > 0))
  if (Number.isNaN(usual)) return []
  const first = times[0]
  const last = times[times.length - 1]
  const start = periodStart(first, to)
  const found: PartialPeriod[] = []
  if (first - start > mostGaps * usual) found.push({ edge: 'first', start, row: first })
  if (periodEnd(last, to) - last - usual > mostGaps * usual) {
    found.push({ edge: 'last', start: periodStart(last, to), row: last })
  }
  return found
}

/**
 * The partial periods of one series of a resampled table: as what is wrong with the data, and as what a
 * forecast suffers from.
 * @param selectedId the series' id; null in a table without ids.
 * @param target name of the series.
 */
export function partialOf(
  { column, times, id, to }: ResampledDates,
  selectedId: string | null,
  target: string,
): { readonly issues: IssueList; readonly findings: readonly Finding[] } {
  const own = times.filter((time, row) => {
    return !Number.isNaN(time) && (selectedId === null || id(row) === selectedId)
  })
  const periods = partialPeriods(own.sort(), to)
  const issues = periods.map((period): DataIssue => ({
    code: 'partial-period',
    severity: 'warning',
    row: null,
    column,
    message: `${messageOf(period, to)} Its value is that of a part.`,
    repairs: ['mask'],
  }))
  const findings = periods.map((period): Finding => ({
    code: 'partial-period',
    severity: 'warning',
    column: target,
    count: 1,
    times: [period.start],
    message: messageOf(period, to),
    why: `What is joined of a part is no value of a whole${period.edge === 'last' ? '; at the end it pulls the forecast' : ''}.`,
    repairs: ['mask', 'accept'],
  }))
  return { issues: { issues, count: issues.length }, findings }
}

function messageOf({ edge, start, row }: PartialPeriod, to: Period): string {
  const precise = row % dayMs === 0 ? 'daily' : 'minutely'
  const until = formatTime(row, { kind: precise, multiple: 1 })
  const side = edge === 'first' ? 'before' : 'after'
  return `The ${edge} step, ${formatTime(start, to)}, has no rows ${side} ${until}.`
}
