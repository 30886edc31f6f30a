import { civilMidnight } from '../../data/civil'
import { periodForm } from './date-form'

const dotted = /^(0[1-9]|1[0-2])\.(\d{4})$/

/** `2019M07`, `2019-M7`, `M07 2019`, `07/2019`, `07-2019`, `07.2019`: the first day of the month. */
export const monthNumberForms = [
  periodForm('YYYYMn', /^(\d{4})[\s:-]?M(\d{1,2})$/i, ([, year, month]) =>
    civilMidnight(Number(year), Number(month), 1),
  ),
  periodForm('Mn YYYY', /^M(\d{1,2})[\s/-](\d{4})$/i, ([, month, year]) =>
    civilMidnight(Number(year), Number(month), 1),
  ),
  // A number with four decimals looks so too, but not all of a column.
  periodForm(
    'MM.YYYY',
    dotted,
    ([, month, year]) => civilMidnight(Number(year), Number(month), 1),
    ({ cells }) =>
      cells.every((cell) => {
        const year = Number(dotted.exec(cell)?.[2] ?? 0)
        return year >= 1800 && year <= 2200
      }),
  ),
  periodForm('MM/YYYY', /^(\d{1,2})[/-](\d{4})$/, ([, month, year]) =>
    civilMidnight(Number(year), Number(month), 1),
  ),
]
