import { civilMidnight } from '../../data/civil'
import { datedForm, periodForm } from './date-form'

const date = (groups: RegExpExecArray): number =>
  civilMidnight(Number(groups[1]), Number(groups[2]), Number(groups[3]))
const month = (groups: RegExpExecArray): number =>
  civilMidnight(Number(groups[1]), Number(groups[2]), 1)
const bytes = (separator: string) => ({ kind: 'date', order: 'ymd', separator }) as const

/** `2012-01-31`, `2012/1/31`, `2012.01.31`, each with or without time of day; `2012-01`, `2012/01`; `2012年1月31日`, `2012년 1월`. */
export const yearFirstForms = [
  datedForm('YYYY-MM-DD', /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/, date, bytes('-')),
  datedForm('YYYY/MM/DD', /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?!\d)/, date, bytes('/')),
  datedForm('YYYY.MM.DD', /^(\d{4})\.(\d{1,2})\.(\d{1,2})\.?(?!\d)/, date, bytes('.')),
  datedForm('YYYY年M月D日', /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/, date),
  periodForm('YYYY年M月', /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]$/, month),
  periodForm('YYYY-MM', /^(\d{4})-(\d{1,2})$/, month),
  periodForm('YYYY/MM', /^(\d{4})\/(\d{1,2})$/, month),
]
