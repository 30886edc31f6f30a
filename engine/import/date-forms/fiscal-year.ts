import { civilMidnight } from '../../data/civil'
import { periodForm } from './date-form'

/** `FY2019`, `FY 2019`: counted by the year that it is called after, whenever it begins. */
export const fiscalYearForms = [
  periodForm('FYYYY', /^FY[\s-]?(\d{4})$/i, ([, year]) => civilMidnight(Number(year), 1, 1)),
]
