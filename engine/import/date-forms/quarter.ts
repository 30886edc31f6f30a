import { civilMidnight } from '../../data/civil'
import { fullYear, periodForm } from './date-form'

const firstDay = (year: string, quarter: string): number =>
  civilMidnight(fullYear(year), Number(quarter) * 3 - 2, 1)

/**
 * `2019-Q3`, `2019Q3`, `2019:Q3`, `Q3 2019`, `Q3-19`, `3Q19`, `3. Quartal 2019`, `3er trimestre 2019`, and
 * with T as French, Spanish and Italian write it: the first day of the quarter.
 */
export const quarterForms = [
  periodForm('YYYY-Qn', /^(\d{4})[\s/:.-]*[QT]([1-4])$/i, ([, year, quarter]) =>
    firstDay(year, quarter),
  ),
  periodForm('Qn YYYY', /^[QT]([1-4])[\s/:.-]*(\d{4}|'?\d{2})$/i, ([, quarter, year]) =>
    firstDay(year.replace("'", ''), quarter),
  ),
  periodForm('nQYY', /^([1-4])[QT][\s/-]?(\d{4}|\d{2})$/i, ([, quarter, year]) =>
    firstDay(year, quarter),
  ),
  periodForm(
    'n. Quarter YYYY',
    /^([1-4])(?:\.|st|nd|rd|th|er|e|[ºª°])?\s*(?:quartal|quarter|trimestre|trim)\.?,?\s+(\d{4})$/iu,
    ([, quarter, year]) => firstDay(year, quarter),
  ),
]
