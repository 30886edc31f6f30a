import { timeAt } from '../data/calendar'
import type { Calendar } from '../data/calendar'
import { civilDateOf, dayMs, isoDate } from '../data/civil'
import { EngineError } from '../errors'

/** Days that are marked, as days since 1970-01-01. */
export type MarkedDays = ReadonlySet<number>

/**
 * Public holidays of a country in the years that steps `[0, steps)` of a calendar touch. Moveable feasts
 * are known ahead, so this may reach past the end of the data.
 * @param country ISO 3166-1 code such as `DE`; with a state after a hyphen, `DE-BY`
 * @throws EngineError `request-invalid` for a country or state that the library does not know.
 */
export async function publicHolidays(
  calendar: Calendar,
  steps: number,
  country: string,
): Promise<MarkedDays> {
  // Three megabytes of rules: loaded when somebody asks.
  const { default: Holidays } = await import('date-holidays')
  const [code, state] = country.split('-')
  const holidays = new Holidays()
  const countries = Object.keys(holidays.getCountries())
  if (!countries.includes(code)) {
    throw new EngineError('request-invalid', `There are no holidays for the country "${code}".`, {
      remedy: 'Give two letters of ISO 3166, such as DE, or with a region, DE-BY.',
    })
  }
  const states = Object.keys(holidays.getStates(code) ?? {})
  if (state !== undefined && !states.includes(state)) {
    throw new EngineError('request-invalid', `${code} has no holidays for "${state}".`, {
      remedy: states.length === 0 ? `Give ${code} alone.` : `Give one of ${states.join(', ')}.`,
    })
  }
  if (state === undefined) holidays.init(code)
  else holidays.init(code, state)
  const days = new Set<number>()
  const first = civilDateOf(timeAt(calendar, 0)).year
  const last = civilDateOf(timeAt(calendar, steps)).year
  for (let year = first; year <= last; year++) {
    for (const { date, type } of holidays.getHolidays(year)) {
      // The date as written there, so that no time zone moves it.
      if (type === 'public') days.add(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / dayMs)
    }
  }
  return days
}

/**
 * The share of each step's days that are marked, `[steps]`: 0 or 1 for steps of a day or less, between them
 * for weeks and months. Steps after the data's end are as good as those before.
 */
export function shareOfMarkedDays(
  calendar: Calendar,
  steps: number,
  marked: MarkedDays,
): Float64Array {
  const { kind } = calendar.frequency
  if (kind === 'index' || kind === 'irregular') {
    throw new EngineError('frequency-unclear', 'Holidays need dates, and this series has none.', {
      remedy: 'Choose a column of dates.',
    })
  }
  return Float64Array.from({ length: steps }, (_, step) => {
    const from = Math.floor(timeAt(calendar, step) / dayMs)
    const to = Math.max(from + 1, Math.floor(timeAt(calendar, step + 1) / dayMs))
    // Of business days the weekend after Friday is no part.
    const days = kind === 'business-daily' ? 1 : to - from
    let count = 0
    for (let day = from; day < from + days; day++) if (marked.has(day)) count += 1
    return count / days
  })
}

/** Own events as marked days. @throws EngineError `request-invalid` for what is no ISO date. */
export function eventDays(dates: readonly string[]): MarkedDays {
  return new Set(
    dates.map((date) => {
      const time = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
      if (!Number.isNaN(time) && isoDate(time) === date) return time / dayMs
      throw new EngineError('request-invalid', `"${date}" is no date.`, {
        remedy: 'Write events as 2024-12-24.',
      })
    }),
  )
}
