import { civilMidnight, dayMs, weekdayOf } from '../../data/civil'
import { periodForm } from './date-form'

/**
 * Monday of an ISO 8601 week, or its day 1 to 7: week 1 holds the 4th of January. NaN when the year has no
 * such week.
 */
function isoWeek(year: number, week: number, day: number): number {
  const fourth = civilMidnight(year, 1, 4) / dayMs
  const monday = fourth - weekdayOf(fourth) + (week - 1) * 7
  const thursday = monday + 3
  const inYear =
    thursday >= civilMidnight(year, 1, 1) / dayMs &&
    thursday < civilMidnight(year + 1, 1, 1) / dayMs
  return week >= 1 && inYear ? (monday + day - 1) * dayMs : Number.NaN
}

/** `2019-W05`, `2019W05`, `2019-W05-3`, `W05 2019`, `2019 week 5`: the week's Monday or the day named. */
export const isoWeekForms = [
  periodForm(
    'YYYY-Www',
    /^(\d{4})[\s/-]*(?:W|week|KW)[\s-]*(\d{1,2})(?:-([1-7]))?$/i,
    ([, year, week, day]) => isoWeek(Number(year), Number(week), Number(day ?? 1)),
  ),
  periodForm('Www YYYY', /^(?:W|week|KW)\s*(\d{1,2})[\s/-]+(\d{4})$/i, ([, week, year]) =>
    isoWeek(Number(year), Number(week), 1),
  ),
]
