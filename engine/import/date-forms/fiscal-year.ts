import { civilMidnight } from '../../data/civil'
import { fullYear, periodForm } from './date-form'

const span = /^(?:FY\s?)?(\d{4}|\d{2}(?=\/))([/-–])(\d{2}|\d{4})$/i

/** The year in which a span such as `2019/20` begins; NaN when its second year is not the next one. */
function spanStart(text: string): number {
  const groups = span.exec(text)
  if (groups === null) return Number.NaN
  const first = fullYear(groups[1])
  return (first + 1) % 10 ** groups[3].length === Number(groups[3]) ? first : Number.NaN
}

/**
 * `FY2019`, `FY19`: counted by the year that it is called after, whenever it begins. `2019/20`, `2019-2020`:
 * by the first year, where every cell is such a span, since `2011-12` alone may be a month.
 */
export const fiscalYearForms = [
  periodForm('FYYYY', /^FY[\s-]?'?(\d{4}|\d{2})$/i, ([, year]) =>
    civilMidnight(fullYear(year), 1, 1),
  ),
  periodForm(
    'YYYY/YY',
    span,
    ([text]) => civilMidnight(spanStart(text), 1, 1),
    ({ cells }) => cells.length > 2 && cells.every((cell) => !Number.isNaN(spanStart(cell))),
  ),
]
