import type { Frequency } from './calendar'
import { civilFromDays, dayMs, daysInMonth, hourMs, minuteMs, weekdayOf } from './civil'

/** A Sunday of a month, by its number or the last, on which clocks change somewhere. */
type Sunday = readonly [month: number, nth: 1 | 2 | 'last']

/** European Union; United States and Canada, now and before 2007; southern Australia and New Zealand. */
const forward: readonly Sunday[] = [
  [3, 'last'],
  [3, 2],
  [4, 1],
  [9, 'last'],
  [10, 1],
]
const back: readonly Sunday[] = [
  [10, 'last'],
  [11, 1],
  [9, 'last'],
  [4, 1],
]
/** Clocks change in the first hours of the day. */
const latestHour = 4

/** Whether clocks go back in the night of a civil time, so that an hour stands twice in local time. */
export function mayRepeat(time: number): boolean {
  return isChange(time, back)
}

/** Whether clocks go forward in the night of a civil time, so that local time has no such hour. */
export function maySkip(time: number): boolean {
  return isChange(time, forward)
}

/** Steps of an hour, when steps are an hour or a part of it; null for longer ones. */
export function stepsOfHour({ kind, multiple }: Frequency): number | null {
  const unit =
    kind === 'hourly' ? hourMs : kind === 'minutely' ? minuteMs : kind === 'secondly' ? 1000 : 0
  if (unit === 0) return null
  const steps = hourMs / (unit * multiple)
  return Number.isInteger(steps) ? steps : null
}

function isChange(time: number, sundays: readonly Sunday[]): boolean {
  const days = Math.floor(time / dayMs)
  if (weekdayOf(days) !== 6 || time - days * dayMs >= latestHour * hourMs) return false
  const { year, month, day } = civilFromDays(days)
  return sundays.some(
    ([wanted, nth]) =>
      month === wanted &&
      (nth === 'last' ? day + 7 > daysInMonth(year, month) : Math.ceil(day / 7) === nth),
  )
}
