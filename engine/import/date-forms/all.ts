import type { CellForm } from '../cell-form'
import { countedYearForm } from './counted-year'
import { dayAndMonthForms } from './day-and-month'
import { digitsOnlyForms } from './digits-only'
import { monthNameForms } from './month-name'
import { quarterForms } from './quarter'
import { yearFirstForms } from './year-first'

/** Every form of dates, in the order in which equals are preferred. A new form is a new file here. */
export const dateForms: readonly CellForm[] = [
  ...yearFirstForms,
  ...dayAndMonthForms,
  ...monthNameForms,
  ...quarterForms,
  ...digitsOnlyForms,
  countedYearForm,
]
