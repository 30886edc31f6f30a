import { civilFromDays, civilMidnight, dayMs, daysFromCivil, weekdayOf } from './civil'

/** A holiday that comes back every year. */
export interface HolidayRule {
  readonly name: string
  /** Day since 1970-01-01 on which it falls in a year, weekends not moved; NaN when it does not. */
  dayIn(year: number): number
}

/** Sunday of Easter, by the Gregorian computus (Meeus, Jones, Butcher). */
export function easterDay(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 19 * l) / 433)
  const month = Math.floor((h + l - 7 * m + 90) / 25)
  const day = (h + l - 7 * m + 33 * month + 19) % 32
  return daysFromCivil(year, month, day)
}

/** The same date each year, as it falls. */
function fixed(month: number, day: number): HolidayRule {
  return {
    name: `fixed ${month}-${day}`,
    dayIn: (year) => civilMidnight(year, month, day) / dayMs,
  }
}

/** The same date, on Friday before a Saturday and on Monday after a Sunday. */
function observed(month: number, day: number, saturdayToo: boolean): HolidayRule {
  return {
    name: `observed ${month}-${day}${saturdayToo ? '' : ' not Saturday'}`,
    dayIn(year) {
      const date = civilMidnight(year, month, day) / dayMs
      const weekday = weekdayOf(date)
      if (weekday === 6) return date + 1
      return weekday === 5 && saturdayToo ? date - 1 : date
    },
  }
}

/** The nth weekday of a month, Monday 0; -1 the last. */
function nth(month: number, weekday: number, n: number): HolidayRule {
  return {
    name: `nth ${month}-${weekday}-${n}`,
    dayIn(year) {
      if (n > 0) {
        const first = daysFromCivil(year, month, 1)
        return first + ((weekday - weekdayOf(first) + 7) % 7) + (n - 1) * 7
      }
      const last = daysFromCivil(month === 12 ? year + 1 : year, (month % 12) + 1, 1) - 1
      return last - ((weekdayOf(last) - weekday + 7) % 7)
    },
  }
}

function easter(offset: number): HolidayRule {
  return { name: `easter ${offset}`, dayIn: (year) => easterDay(year) + offset }
}

/**
 * Rules that holidays of exchanges follow. Which of them an exchange keeps is learned from its data: those
 * on which it never had a session.
 */
export const holidayRules: readonly HolidayRule[] = [
  observed(1, 1, false),
  nth(1, 0, 3),
  nth(2, 0, 3),
  easter(-2),
  easter(1),
  easter(39),
  easter(50),
  easter(60),
  nth(5, 0, -1),
  nth(5, 0, 1),
  observed(6, 19, true),
  observed(7, 4, true),
  nth(8, 0, -1),
  nth(9, 0, 1),
  nth(10, 0, 2),
  nth(11, 3, 4),
  observed(12, 25, true),
  observed(12, 26, false),
  ...Array.from({ length: 366 }, (_, i) => {
    const { month, day } = civilFromDays(daysFromCivil(2000, 1, 1) + i)
    return fixed(month, day)
  }),
]
