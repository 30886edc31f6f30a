import { civilMidnight, minuteMs } from '../../data/civil'
import type { Column, DateColumn, Table } from '../../data/table'
import { monthOf } from '../date-forms/month-names'
import { isSummaryName } from '../grid/summary-names'
import { areValues, type Across } from './across'
import { quarterOf, readPart } from './date-parts'

/** A column of years beside one for each month or quarter, or of days beside one for each part of the day. */
export function partsAcross({ columns }: Table): Across | null {
  return (
    partsOfYears(columns, 12, monthOf) ??
    partsOfYears(columns, 4, quarterOf) ??
    partsOfDays(columns)
  )
}

/** A row a year, as climate tables and national accounts have it. */
function partsOfYears(
  columns: readonly Column[],
  count: number,
  partOf: (name: string) => number,
): Across | null {
  const from = columns.findIndex(({ name }) => partOf(name) === 1)
  const inOrder = (i: number): boolean => partOf(columns[from + i].name) === i + 1
  if (!holdsParts(columns, from, count, inOrder)) return null
  for (const column of columns.slice(0, from)) {
    const years = readPart(column.type === 'text' ? column : { ...column, name: 'year' }, 'year')
    if (years === null) continue
    const months = 12 / count
    return {
      shape: 'dates-across',
      from,
      to: from + count,
      format: count === 12 ? 'YYYY MM' : 'YYYY Qn',
      timeAt: (part, row) => civilMidnight(years[row], (part - from) * months + 1, 1),
      isIndex: false,
    }
  }
  return null
}

const dayMinutes = 24 * 60

/** A row a day and a column an hour, or a half or quarter of one: `00:30`, `H1`, `HE24`, `Hour 5`, `17`. */
function partsOfDays(columns: readonly Column[]): Across | null {
  const from = columns.findIndex(({ name }) => !Number.isNaN(minuteOf(name)))
  if (from < 1 || from + 1 >= columns.length) return null
  const first = minuteOf(columns[from].name)
  const step = minuteOf(columns[from + 1].name) - first
  // Numbered from 1, or named by their ends, they begin a step earlier.
  if (![60, 30, 15].includes(step) || (first !== 0 && first !== step)) return null
  const inOrder = (i: number): boolean => minuteOf(columns[from + i].name) === first + i * step
  if (!holdsParts(columns, from, dayMinutes / step, inOrder)) return null
  const day = columns.slice(0, from).find((column): column is DateColumn => column.type === 'date')
  if (day === undefined || day.format.includes('hh')) return null
  return {
    shape: 'dates-across',
    from,
    to: from + dayMinutes / step,
    format: `${day.format} hh:mm`,
    timeAt: (part, row) => day.values[row] + (part - from) * step * minuteMs,
    isIndex: false,
  }
}

/** Minutes since midnight that a column is called by; NaN for another name. */
function minuteOf(name: string): number {
  const clock = /^(\d{1,2}):(\d{2})(?::00)?$/.exec(name)
  if (clock !== null) return Number(clock[1]) * 60 + Number(clock[2])
  const hour = /^(?:h|he|hr|hour|hora|heure|stunde)?[ _]?(\d{1,2})(?: ?h)?$/i.exec(name)
  return hour === null ? Number.NaN : Number(hour[1]) * 60
}

/** So many columns of values in order from `from` on, with nothing but sums of them behind. */
function holdsParts(
  columns: readonly Column[],
  from: number,
  count: number,
  inOrder: (i: number) => boolean,
): boolean {
  if (from < 1 || columns.length < from + count) return false
  const parts = Array.from({ length: count }, (_, i) => i)
  return (
    parts.every(inOrder) &&
    columns.slice(from + count).every(({ name }) => isSummaryName(name)) &&
    areValues(columns.slice(from, from + count))
  )
}
