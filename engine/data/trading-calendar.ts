import type { Calendar } from './calendar'
import { civilFromDays, dayMs, weekdayOf } from './civil'
import { holidayRules, type HolidayRule } from './holiday-rules'
import type { CalendarHints } from './infer-calendar'

/** Years after the data for which closed days are worked out: longer than any forecast. */
const yearsAhead = 30
/** Share of the missing weekdays that must be holidays for the data to be sessions. */
const leastExplained = 0.6
/** Weekdays after which a calendar without any closed one has none. */
const longestWithoutHoliday = 200
/** A longer hole in prices is missing data; in China a week of weekdays is a holiday. */
const longestClosure = 8

/**
 * The sessions of an exchange, learned from its days: a weekday is closed when a holiday rule falls on it
 * that the data kept in every year it covers. Weekdays that are missing for no rule are gaps, save single
 * closures between prices. Null when nothing speaks for sessions: then days are plain business days.
 * @param times days with data, civil milliseconds, ascending, distinct, hardly any on a weekend.
 */
export function tradingCalendar(
  times: Float64Array,
  { prices = false }: CalendarHints,
): Calendar | null {
  const days = weekdaysOf(times)
  if (days.length < 2) return null
  const missing = missingWeekdays(days)
  if (missing.length === 0 && (!prices || days.length > longestWithoutHoliday)) return null
  const present = new Set(days)
  const rules = keptRules(days, present, new Set(missing))
  const first = civilFromDays(days[0]).year
  const last = civilFromDays(days[days.length - 1]).year
  const holidays = new Set<number>()
  for (const rule of rules) {
    for (let year = first; year <= last + yearsAhead; year++) {
      const day = rule.dayIn(year)
      if (weekdayOf(day) < 5 && day > days[0] && !present.has(day)) holidays.add(day)
    }
  }
  const explained = missing.filter((day) => holidays.has(day)).length
  const isTrading =
    prices ||
    (missing.length > 0 && rules.length > 1 && explained >= missing.length * leastExplained)
  if (!isTrading) return null
  if (prices) for (const day of closures(missing)) holidays.add(day)
  const start = times.find((time) => weekdayOf(Math.floor(time / dayMs)) < 5) ?? times[0]
  return {
    frequency: { kind: 'trading-daily', multiple: 1 },
    start,
    closedDays: [...holidays].sort((a, b) => a - b),
  }
}

function weekdaysOf(times: Float64Array): readonly number[] {
  return Array.from(times, (time) => Math.floor(time / dayMs)).filter((day) => weekdayOf(day) < 5)
}

function missingWeekdays(days: readonly number[]): readonly number[] {
  const missing: number[] = []
  // One stray date must not make a list of a million days.
  const most = days.length + 1000
  for (let i = 1; i < days.length; i++) {
    for (let day = days[i - 1] + 1; day < days[i] && missing.length < most; day++) {
      if (weekdayOf(day) < 5) missing.push(day)
    }
  }
  return missing
}

/**
 * The rules on whose days there is no session: once for a rule that names more than a date, twice for a
 * bare date. A rule that an exchange adopted lately counts from its first closed day on, if it was kept
 * once more than that and never broken since.
 */
function keptRules(
  days: readonly number[],
  present: ReadonlySet<number>,
  missing: ReadonlySet<number>,
): readonly HolidayRule[] {
  const from = days[0]
  const to = days[days.length - 1]
  const years = { first: civilFromDays(from).year, last: civilFromDays(to).year }
  const explained = new Set<number>()
  return holidayRules.filter((rule) => {
    let closed = 0
    let fresh = 0
    let openSince = 0
    let openBefore = 0
    const own: number[] = []
    for (let year = years.first; year <= years.last; year++) {
      const day = rule.dayIn(year)
      if (weekdayOf(day) > 4 || day <= from || day >= to) continue
      if (missing.has(day)) {
        closed += 1
        own.push(day)
        if (!explained.has(day)) fresh += 1
      } else if (present.has(day)) {
        if (closed === 0) openBefore += 1
        else openSince += 1
      }
    }
    const plain = rule.name.startsWith('fixed')
    const enough = closed >= (openBefore > 0 ? 2 : 1) + (plain ? 1 : 0)
    const kept = enough && fresh > 0 && openSince === 0
    if (kept) for (const day of own) explained.add(day)
    return kept
  })
}

/** Missing weekdays in runs short enough to be closures. */
function closures(missing: readonly number[]): readonly number[] {
  const runs: number[][] = []
  let last = Number.NEGATIVE_INFINITY
  for (const day of missing) {
    const next = weekdayOf(last) === 4 ? last + 3 : last + 1
    if (day === next) runs[runs.length - 1].push(day)
    else runs.push([day])
    last = day
  }
  return runs.filter((run) => run.length <= longestClosure).flat()
}
