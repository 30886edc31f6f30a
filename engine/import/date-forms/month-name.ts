import { civilMidnight } from '../../data/civil'
import type { CellForm } from '../cell-form'
import { datedForm, fullYear, periodForm } from './date-form'
import { monthOf } from './month-names'

const month = '(\\p{L}{3,10})\\.?'
const day = '(\\d{1,2})(?:st|nd|rd|th|er|º|°)?\\.?'
const weekday = '(?:\\p{L}{2,13}\\.?,?\\s+)?'
const gap = '(?:[\\s/-]+|\\s+de\\s+)'

const monthDayYear = new RegExp(`^${weekday}${month}[\\s-]+${day},?[\\s-]+(\\d{4})(?!\\d)`, 'iu')
const dayMonthYear = new RegExp(
  `^${weekday}${day}(?:[\\s/-]*|\\s+de\\s+)${month},?(?:[\\s/-]*|\\s+de\\s+)(\\d{4}|\\d{2}(?![\\d:]))(?!\\d)`,
  'iu',
)
const yearMonthDay = new RegExp(`^(\\d{4})[\\s/-]+${month}[\\s/-]+${day}(?!\\d)`, 'iu')
const monthYear = new RegExp(`^${month},?(?:${gap}|)['’]?(\\d{4}|\\d{2})$`, 'iu')
const yearMonth = new RegExp(`^(\\d{4})(?:${gap}|)${month}$`, 'iu')
const shortYearMonth = new RegExp(`^(\\d{2})-${month}$`, 'iu')

const dayFirst = ([, d, m, year]: RegExpExecArray): number =>
  civilMidnight(fullYear(year), monthOf(m), Number(d))
const firstOfMonth = (year: string, name: string): number =>
  civilMidnight(fullYear(year), monthOf(name), 1)

/**
 * `Jan 1 2000`, `January 1st, 2000`, `1 Jan 2000`, `1-Jan-00`, `1. Januar 2000`, `1 de enero de 2000`,
 * `2000-Jan-01`, `Jan 2000`, `Jul-19` (a month, not a day), `19-Jul`, `2000 Jan`; in six languages.
 */
export const monthNameForms: readonly CellForm[] = [
  datedForm('MMM D YYYY', monthDayYear, ([, m, d, year]) =>
    civilMidnight(Number(year), monthOf(m), Number(d)),
  ),
  datedForm('D MMM YYYY', dayMonthYear, (groups) =>
    groups[3].length === 4 ? dayFirst(groups) : Number.NaN,
  ),
  datedForm('D MMM YY', dayMonthYear, (groups) =>
    groups[3].length === 2 ? dayFirst(groups) : Number.NaN,
  ),
  datedForm('YYYY MMM D', yearMonthDay, ([, year, m, d]) =>
    civilMidnight(Number(year), monthOf(m), Number(d)),
  ),
  periodForm('MMM YYYY', monthYear, ([, m, year]) =>
    year.length === 4 ? firstOfMonth(year, m) : Number.NaN,
  ),
  periodForm('MMM YY', monthYear, ([, m, year]) =>
    year.length === 2 ? firstOfMonth(year, m) : Number.NaN,
  ),
  periodForm('YYYY MMM', yearMonth, ([, year, m]) => firstOfMonth(year, m)),
  periodForm('YY-MMM', shortYearMonth, ([, year, m]) => firstOfMonth(year, m)),
]
