import { civilMidnight } from '../../data/civil'
import type { ColumnSample } from '../cell-form'
import { periodForm } from './date-form'

const firstYear = 1500
const lastYear = 2200
const yearNames = /year|yr|date|time|period|jahr|ann[eé]e|a[nñ]o|anno/i

function inRange(year: number, time: number): number {
  return year >= firstYear && year <= lastYear ? time : Number.NaN
}

const compact = ([, year, month, day]: RegExpExecArray): number =>
  inRange(Number(year), civilMidnight(Number(year), Number(month), Number(day)))
const bareYear = ([year]: RegExpExecArray): number =>
  inRange(Number(year), civilMidnight(Number(year), 1, 1))

const compactPattern = /^(\d{4})(\d{2})(\d{2})$/
const yearPattern = /^\d{4}$/

/**
 * `20190731` when every cell is such a date; `2019` when every cell is a year and the column's name says
 * so, or it is the first column and goes by ones.
 */
export const digitsOnlyForms = [
  periodForm('YYYYMMDD', compactPattern, compact, ({ cells }) =>
    cells.every((cell) => {
      const groups = compactPattern.exec(cell)
      return groups !== null && !Number.isNaN(compact(groups))
    }),
  ),
  periodForm('YYYY', yearPattern, bareYear, (sample) => {
    const { cells, name } = sample
    const years = cells.every((cell) => {
      const groups = yearPattern.exec(cell)
      return groups !== null && !Number.isNaN(bareYear(groups))
    })
    return years && (yearNames.test(name) || goesByOnes(sample))
  }),
]

function goesByOnes({ cells, position }: ColumnSample): boolean {
  if (position !== 0 || cells.length < 2) return false
  const step = Number(cells[1]) - Number(cells[0])
  return (
    Math.abs(step) === 1 &&
    cells.every((cell, i) => i === 0 || Number(cell) - Number(cells[i - 1]) === step)
  )
}
