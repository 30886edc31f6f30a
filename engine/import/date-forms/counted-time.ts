import { civilMidnight, dayMs } from '../../data/civil'
import type { CellForm, ColumnSample } from '../cell-form'
import { isDateName } from './date-form'

interface Count {
  readonly format: string
  readonly pattern: RegExp
  /** The least and the largest number that can be meant. */
  readonly least: number
  readonly largest: number
  toTime(count: number): number
  readonly zone?: string
}

const unixSecondsOf = (year: number): number => civilMidnight(year, 1, 1) / 1000

function unixTime(format: string, perSecond: number): Count {
  return {
    format,
    pattern: /^\d{9,16}(?:\.\d+)?$/,
    least: unixSecondsOf(1985) * perSecond,
    largest: unixSecondsOf(2100) * perSecond,
    toTime: (count) => Math.round((count / perSecond) * 1000),
    zone: 'UTC',
  }
}

/** Days since 1899-12-30, as workbooks count from March 1900 on; the fraction is the time of day. */
const excelDays: Count = {
  format: 'Excel serial',
  pattern: /^\d{5}(?:[.,]\d+)?$/,
  least: 20_000,
  largest: 80_000,
  toTime: (days) => Math.round(days * 86_400) * 1000 + civilMidnight(1899, 12, 30),
}

/**
 * Excel's serial days and Unix seconds, milliseconds and microseconds: plain numbers, taken for times only
 * when every cell is in range and the column is called a date, or is the first one and rises evenly.
 */
export const countedTimeForms: readonly CellForm[] = [
  excelDays,
  unixTime('Unix s', 1),
  unixTime('Unix ms', 1000),
  unixTime('Unix µs', 1_000_000),
].map(({ format, pattern, least, largest, toTime, zone }) => {
  const read = (text: string): number => {
    if (!pattern.test(text)) return Number.NaN
    const count = Number(text.replace(',', '.'))
    return count >= least && count <= largest ? count : Number.NaN
  }
  return {
    type: 'date',
    format,
    parse: (text) => toTime(read(text)),
    decimals: () => 0,
    suits: (sample) =>
      sample.cells.every((cell) => !Number.isNaN(read(cell))) &&
      (isDateName(sample.name) || risesEvenly(sample, read)),
    ...(zone === undefined ? {} : { zone }),
  }
})

/** Half of the steps are equal and none goes back, in the first column; serial days go by at most 31. */
function risesEvenly({ cells, position }: ColumnSample, read: (text: string) => number): boolean {
  if (position !== 0 || cells.length < 3) return false
  const steps = cells.slice(1).map((cell, i) => read(cell) - read(cells[i]))
  const usual = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 2)]
  const even = steps.filter((step) => step === usual).length * 2 > steps.length
  const days = read(cells[0]) < 100_000
  return even && steps.every((step) => step > 0) && (!days || usual * 86_400 <= 31 * (dayMs / 1000))
}
