import { civilMidnight } from '../../data/civil'
import { periodForm } from './date-form'

const firstDay = (year: string, quarter: string): number =>
  civilMidnight(Number(year), Number(quarter) * 3 - 2, 1)

/** `2019-Q3`, `2019Q3`, `Q3 2019`: the first day of the quarter. */
export const quarterForms = [
  periodForm('YYYY-Qn', /^(\d{4})[\s/-]*Q([1-4])$/i, ([, year, quarter]) =>
    firstDay(year, quarter),
  ),
  periodForm('Qn YYYY', /^Q([1-4])[\s/-]*(\d{4})$/i, ([, quarter, year]) =>
    firstDay(year, quarter),
  ),
]
