import { civilMidnight } from '../../data/civil'
import { datedForm, periodForm } from './date-form'

const names = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** 1 to 12 of an English month name or at least three letters of one; NaN of anything else. */
function monthOf(text: string): number {
  const lower = text.toLowerCase()
  const found = names.findIndex((name) => name.startsWith(lower))
  return found < 0 ? Number.NaN : found + 1
}

const monthDayYear = /^([a-z]{3,9})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})(?!\d)/i
const dayMonthYear = /^(\d{1,2})(?:st|nd|rd|th)?\.?[\s/-]*([a-z]{3,9})\.?,?[\s/-]*(\d{4})(?!\d)/i
const monthYear = /^([a-z]{3,9})\.?,?[\s/-]*(\d{4})$/i
const yearMonth = /^(\d{4})[\s/-]*([a-z]{3,9})\.?$/i

/** `Jan 1 2000`, `January 1st, 2000`, `1 Jan 2000`, `1-Jan-2000`, `Jan 2000`, `2000 Jan`. */
export const monthNameForms = [
  datedForm('MMM D YYYY', monthDayYear, ([, month, day, year]) =>
    civilMidnight(Number(year), monthOf(month), Number(day)),
  ),
  datedForm('D MMM YYYY', dayMonthYear, ([, day, month, year]) =>
    civilMidnight(Number(year), monthOf(month), Number(day)),
  ),
  periodForm('MMM YYYY', monthYear, ([, month, year]) =>
    civilMidnight(Number(year), monthOf(month), 1),
  ),
  periodForm('YYYY MMM', yearMonth, ([, year, month]) =>
    civilMidnight(Number(year), monthOf(month), 1),
  ),
]
