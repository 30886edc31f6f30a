import { civilMidnight } from '../../data/civil'
import { datedForm } from './date-form'

const dayFirst = (groups: RegExpExecArray): number =>
  civilMidnight(Number(groups[3]), Number(groups[2]), Number(groups[1]))
const monthFirst = (groups: RegExpExecArray): number =>
  civilMidnight(Number(groups[3]), Number(groups[1]), Number(groups[2]))

const slashes = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/
const hyphens = /^(\d{1,2})-(\d{1,2})-(\d{4})(?!\d)/
const points = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)/

/** `31/1/2012` and `1/31/2012`, with slashes or hyphens, told apart by the column; `31.1.2012`. */
export const dayAndMonthForms = [
  datedForm('D/M/YYYY', slashes, dayFirst),
  datedForm('M/D/YYYY', slashes, monthFirst),
  datedForm('D-M-YYYY', hyphens, dayFirst),
  datedForm('M-D-YYYY', hyphens, monthFirst),
  datedForm('D.M.YYYY', points, dayFirst),
]
