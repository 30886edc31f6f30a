import { EngineError } from '../errors'
import {
  civilDateOf,
  civilMidnight,
  dayMs,
  daysInMonth,
  hourMs,
  isoClock,
  isoDate,
  minuteMs,
  monthNumber,
  secondMs,
  weekdayOf,
} from './civil'

export type FrequencyKind =
  | 'secondly'
  | 'minutely'
  | 'hourly'
  | 'daily'
  | 'business-daily'
  | 'trading-daily'
  | 'weekly'
  | 'monthly'
  | 'quarterly'
  | 'yearly'
  | 'irregular'
  | 'index'

export interface Frequency {
  readonly kind: FrequencyKind
  /** Steps of `kind` between two rows: 10 for ten-minute data with `minutely`. At least 1. */
  readonly multiple: number
}

/** A regular grid of steps. Step 0 lies at `start`; a weekend is no step of a business-daily grid. */
export interface Calendar {
  readonly frequency: Frequency
  /** Civil milliseconds of step 0; the first index value for `index`. */
  readonly start: number
  /**
   * Day of the month on which monthly, quarterly and yearly steps fall, where a month is shorter its last
   * day: 31 is the month's end. Without it the day of `start` is meant.
   */
  readonly dayOfMonth?: number
}

/** Length of a step of the kinds that are spaced evenly, in civil milliseconds (`index`: in index units). */
const evenLengths: Partial<Readonly<Record<FrequencyKind, number>>> = {
  secondly: secondMs,
  minutely: minuteMs,
  hourly: hourMs,
  daily: dayMs,
  weekly: 7 * dayMs,
  index: 1,
}

/** Months of a step of the kinds that follow the calendar's months. */
const monthLengths: Partial<Readonly<Record<FrequencyKind, number>>> = {
  monthly: 1,
  quarterly: 3,
  yearly: 12,
}

/** Months between two steps, or null when the frequency does not count in months. */
export function monthsPerStep({ kind, multiple }: Frequency): number | null {
  const months = monthLengths[kind]
  return months === undefined ? null : months * multiple
}

/**
 * The civil time (or index value) of a step; negative steps lie before the start.
 * @throws EngineError `frequency-unclear` for an irregular calendar, which has no steps.
 */
export function timeAt(calendar: Calendar, step: number): number {
  const { frequency, start } = calendar
  const even = evenLengths[frequency.kind]
  if (even !== undefined) return start + step * even * frequency.multiple
  const months = monthsPerStep(frequency)
  if (months !== null) return monthTime(calendar, step * months)
  if (frequency.kind === 'business-daily') {
    const startDay = Math.floor(start / dayMs)
    const business = businessNumber(startDay) + step * frequency.multiple
    return businessDay(business) * dayMs + (start - startDay * dayMs)
  }
  throw unclear(frequency)
}

/** The step whose time is exactly `time`, or null when it lies off the grid or the calendar is irregular. */
export function stepOf(calendar: Calendar, time: number): number | null {
  const { frequency, start } = calendar
  const even = evenLengths[frequency.kind]
  if (even !== undefined) return whole((time - start) / (even * frequency.multiple))
  const months = monthsPerStep(frequency)
  if (months !== null) {
    const step = stepOfMonth(calendar, time)
    return step !== null && timeAt(calendar, step) === time ? step : null
  }
  if (frequency.kind !== 'business-daily') return null
  const startDay = Math.floor(start / dayMs)
  const day = Math.floor(time / dayMs)
  if (weekdayOf(day) > 4 || time - day * dayMs !== start - startDay * dayMs) return null
  return whole((businessNumber(day) - businessNumber(startDay)) / frequency.multiple)
}

/**
 * The step whose month, quarter or year holds `time`, whatever its day: for files that date a month by a
 * changing day, such as its first session. Null when the period is no step or does not count in months.
 */
export function stepOfMonth(calendar: Calendar, time: number): number | null {
  const months = monthsPerStep(calendar.frequency)
  if (months === null) return null
  const apart = monthNumber(civilDateOf(time)) - monthNumber(civilDateOf(calendar.start))
  return whole(apart / months)
}

/** The same grid with its step 0 moved by `steps`. */
export function advance(calendar: Calendar, steps: number): Calendar {
  const start = timeAt(calendar, steps)
  if (monthsPerStep(calendar.frequency) === null) return { ...calendar, start }
  const dayOfMonth = calendar.dayOfMonth ?? civilDateOf(calendar.start).day
  return civilDateOf(start).day === dayOfMonth && calendar.dayOfMonth === undefined
    ? { ...calendar, start }
    : { ...calendar, start, dayOfMonth }
}

/** ISO 8601: the date for daily and longer steps, else to the minute or second; an index as its number. */
export function formatTime(time: number, { kind }: Frequency): string {
  if (kind === 'index') return String(time)
  const timeOfDay = time - Math.floor(time / dayMs) * dayMs
  const clocked =
    kind === 'hourly' ||
    kind === 'minutely' ||
    kind === 'secondly' ||
    (kind === 'irregular' && timeOfDay !== 0)
  if (!clocked) return isoDate(time)
  return `${isoDate(time)}T${isoClock(time, kind === 'secondly' || time % minuteMs !== 0)}`
}

const names: Readonly<Record<FrequencyKind, readonly [once: string, unit: string]>> = {
  secondly: ['every second', 'second'],
  minutely: ['every minute', 'minute'],
  hourly: ['hourly', 'hour'],
  daily: ['daily', 'day'],
  'business-daily': ['every business day', 'business day'],
  'trading-daily': ['every trading day', 'trading day'],
  weekly: ['weekly', 'week'],
  monthly: ['monthly', 'month'],
  quarterly: ['quarterly', 'quarter'],
  yearly: ['yearly', 'year'],
  irregular: ['irregular', 'row'],
  index: ['one step a row', 'step'],
}

/** `daily`, `every 10 minutes`: for the middle of a sentence. */
export function describeFrequency({ kind, multiple }: Frequency): string {
  const [once, unit] = names[kind]
  return multiple === 1 ? once : `every ${multiple} ${unit}s`
}

/** `1 day`, `3 days`; where a step is several units, `3 steps`. */
export function describeSteps(count: number, { kind, multiple }: Frequency): string {
  const unit = multiple === 1 ? names[kind][1] : 'step'
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

function monthTime(calendar: Calendar, months: number): number {
  const { start } = calendar
  const from = civilDateOf(start)
  const number = monthNumber(from) + months
  const year = Math.floor(number / 12)
  const month = number - year * 12 + 1
  const day = Math.min(calendar.dayOfMonth ?? from.day, daysInMonth(year, month))
  return civilMidnight(year, month, day) + (start - Math.floor(start / dayMs) * dayMs)
}

/** Business days since Monday 1969-12-29; a weekend day counts as the Friday's successor. */
function businessNumber(days: number): number {
  return Math.floor((days + 3) / 7) * 5 + Math.min(weekdayOf(days), 5)
}

function businessDay(number: number): number {
  const week = Math.floor(number / 5)
  return week * 7 - 3 + (number - week * 5)
}

function whole(step: number): number | null {
  return Number.isInteger(step) ? step : null
}

function unclear({ kind }: Frequency): EngineError {
  return new EngineError(
    'frequency-unclear',
    `The dates follow no regular step (${kind}), so steps cannot be counted on them.`,
    { remedy: 'Give the file one row per day, month or another fixed step.' },
  )
}
