import { civilMidnight, dayMs, hourMs, minuteMs, secondMs } from '../../data/civil'
import type { CellForm, ColumnSample } from '../cell-form'
import { isDateName, periodForm } from './date-form'

const firstYear = 1500
const lastYear = 2200
const yearNames = /year|yr|date|time|period|jahr|ann[eé]e|a[nñ]o|anno/i

function inRange(year: number, time: number): number {
  return year >= firstYear && year <= lastYear ? time : Number.NaN
}

/** Digits of a date and, behind it, of an hour, a minute and a second, as far as they are there. */
const compact = ([, year, month, day, hour, minute, second]: RegExpExecArray): number => {
  const [h, m, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)]
  if (h > 24 || m > 59 || s > 59 || (h === 24 && m + s > 0)) return Number.NaN
  const midnight = civilMidnight(Number(year), Number(month), Number(day))
  return inRange(Number(year), midnight + h * hourMs + m * minuteMs + s * secondMs)
}

function compactForm(format: string, pattern: RegExp): CellForm {
  return periodForm(format, pattern, compact, ({ cells }) =>
    all(cells, pattern, (groups) => !Number.isNaN(compact(groups))),
  )
}

const bareYear = ([year]: RegExpExecArray): number =>
  inRange(Number(year), civilMidnight(Number(year), 1, 1))
const yearPattern = /^\d{4}$/
const yearMonthPattern = /^(\d{4})(\d{2})$/
const yearDayPattern = /^(\d{4})(\d{3})$/
const yearDay = ([, year, day]: RegExpExecArray): number => {
  const time = civilMidnight(Number(year), 1, 1) + (Number(day) - 1) * dayMs
  const inYear = Number(day) > 0 && time < civilMidnight(Number(year) + 1, 1, 1)
  return inYear ? inRange(Number(year), time) : Number.NaN
}
const yearMonth = ([, year, month]: RegExpExecArray): number =>
  inRange(Number(year), civilMidnight(Number(year), Number(month), 1))

/**
 * `20190731`, `2019073114` and longer when every cell is such a date; `201907` and `2019` when every cell
 * is a month, a day of a year (`2019212`) or a year and the column's name says so, or it is the first column and goes by ones.
 */
export const digitsOnlyForms: readonly CellForm[] = [
  compactForm('YYYYMMDD', /^(\d{4})(\d{2})(\d{2})$/),
  compactForm('YYYYMMDDhh', /^(\d{4})(\d{2})(\d{2})(\d{2})$/),
  compactForm('YYYYMMDDhhmm', /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})$/),
  compactForm('YYYYMMDDhhmmss', /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/),
  // `20190731 14:05` and `20190731T140500`, which are no numbers any more and need no proof.
  periodForm(
    'YYYYMMDD hh:mm',
    /^(\d{4})(\d{2})(\d{2})(?:T|[ :]+)(\d{2}):?(\d{2})(?::?(\d{2}))?Z?$/,
    compact,
  ),
  periodForm('YYYYDDD', yearDayPattern, yearDay, (sample) => {
    const { cells, name } = sample
    const days = all(cells, yearDayPattern, (groups) => !Number.isNaN(yearDay(groups)))
    return days && (yearNames.test(name) || isDateName(name))
  }),
  periodForm('YYYYMM', yearMonthPattern, yearMonth, (sample) => {
    const { cells, name } = sample
    const months = all(cells, yearMonthPattern, (groups) => !Number.isNaN(yearMonth(groups)))
    return months && (yearNames.test(name) || isDateName(name) || goesByMonths(sample))
  }),
  periodForm('YYYY', yearPattern, bareYear, (sample) => {
    const { cells, name } = sample
    const years = all(cells, yearPattern, (groups) => !Number.isNaN(bareYear(groups)))
    return years && (yearNames.test(name) || goesByOnes(sample))
  }),
]

function all(
  cells: readonly string[],
  pattern: RegExp,
  holds: (groups: RegExpExecArray) => boolean,
): boolean {
  return cells.every((cell) => {
    const groups = pattern.exec(cell)
    return groups !== null && holds(groups)
  })
}

function goesByOnes({ cells, position }: ColumnSample): boolean {
  if (position !== 0 || cells.length < 2) return false
  const step = Number(cells[1]) - Number(cells[0])
  return (
    Math.abs(step) === 1 &&
    cells.every((cell, i) => i === 0 || Number(cell) - Number(cells[i - 1]) === step)
  )
}

function goesByMonths({ cells, position }: ColumnSample): boolean {
  if (position !== 0 || cells.length < 3) return false
  const months = cells.map((cell) => Number(cell.slice(0, 4)) * 12 + Number(cell.slice(4)))
  return months.every((month, i) => i === 0 || month - months[i - 1] === 1)
}
