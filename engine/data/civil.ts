/**
 * Civil time: a date and time as written, counted in milliseconds as if in UTC. Pure arithmetic on the
 * proleptic Gregorian calendar, so that no result depends on the machine's time zone.
 */
export const secondMs = 1000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

export interface CivilDate {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  /** 1 to 31. */
  readonly day: number
}

/** Days from 1970-01-01 to a valid date (Hinnant, "chrono-compatible low-level date algorithms"). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

/** The date that lies `days` days after 1970-01-01; inverse of `daysFromCivil`. */
export function civilFromDays(days: number): CivilDate {
  const z = days + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

/** The date of a civil time. */
export function civilDateOf(time: number): CivilDate {
  return civilFromDays(Math.floor(time / dayMs))
}

/** 28 to 31; `month` 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Civil milliseconds of midnight, or NaN when there is no such date or the year is not 1 to 9999. */
export function civilMidnight(year: number, month: number, day: number): number {
  const exists =
    year >= 1 &&
    year <= 9999 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    (day <= 28 || day <= daysInMonth(year, month))
  return exists ? daysFromCivil(year, month, day) * dayMs : Number.NaN
}

/** Months since year 0, January: a number on which months can be counted. */
export function monthNumber({ year, month }: CivilDate): number {
  return year * 12 + month - 1
}

/** Monday 0 to Sunday 6, of days since 1970-01-01 (a Thursday). */
export function weekdayOf(days: number): number {
  return (((days + 3) % 7) + 7) % 7
}

/** `2012-01-31`. */
export function isoDate(time: number): string {
  const { year, month, day } = civilDateOf(time)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** `14:05`, with seconds on demand `14:05:09`. */
export function isoClock(time: number, seconds: boolean): string {
  const ofDay = time - Math.floor(time / dayMs) * dayMs
  const hours = Math.floor(ofDay / hourMs)
  const minutes = Math.floor((ofDay % hourMs) / minuteMs)
  const clock = `${two(hours)}:${two(minutes)}`
  return seconds ? `${clock}:${two(Math.floor((ofDay % minuteMs) / secondMs))}` : clock
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function two(part: number): string {
  return part < 10 ? `0${part}` : String(part)
}
