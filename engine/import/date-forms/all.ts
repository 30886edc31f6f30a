import type { CellForm } from '../cell-form'
import { countedTimeForms } from './counted-time'
import { countedMonthForm, countedYearForm } from './counted-year'
import { dayAndMonthForms } from './day-and-month'
import { digitsOnlyForms } from './digits-only'
import { fiscalYearForms } from './fiscal-year'
import { halfYearForms } from './half-year'
import { intervalForms } from './interval'
import { isoWeekForms } from './iso-week'
import { monthNameForms } from './month-name'
import { monthNumberForms } from './month-number'
import { quarterForms } from './quarter'
import { twoDigitYearForms } from './two-digit-year'
import { yearFirstForms } from './year-first'

/** Every form of dates, in the order in which equals are preferred. A new form is a new file here. */
export const dateForms: readonly CellForm[] = [
  ...yearFirstForms,
  ...dayAndMonthForms,
  ...twoDigitYearForms,
  ...monthNameForms,
  ...monthNumberForms,
  ...quarterForms,
  ...halfYearForms,
  ...fiscalYearForms,
  ...isoWeekForms,
  ...digitsOnlyForms,
  ...countedTimeForms,
  ...intervalForms([...yearFirstForms, ...dayAndMonthForms, ...monthNameForms]),
  countedYearForm,
  countedMonthForm,
]

/** Forms of dates that no other number looks like, and years: what a row of names may hold as dates. */
export const datesThatNeedNoProof: readonly CellForm[] = dateForms.filter(
  ({ type, format, suits }) =>
    type === 'date' && (suits === undefined || ['YYYY', 'YYYYMM', 'MM.YYYY'].includes(format)),
)
