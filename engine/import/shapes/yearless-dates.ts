import { civilMidnight, dayMs } from '../../data/civil'
import type { IssueLog } from '../../data/issues'
import type { DateColumn, Table, TextColumn } from '../../data/table'
import { monthOf } from '../date-forms/month-names'

/** The year that dates without one are counted from. */
const firstYear = 2001
/** Share of steps that must go to the next month, or by some days, for rows to be in order. */
const leastOrder = 0.9
const mostDays = 31
/** Days of a year in a few ways to write them; more different texts are no such dates. */
const mostLevels = 1000

interface DayOfYear {
  readonly month: number
  /** Null for a month alone. */
  readonly day: number | null
}

/**
 * Months or days without a year (`Jan`, `1 July`), one after the other: a new year begins where they start
 * again. Which years they are nothing says, so they are counted from one that is named in an issue. Only a
 * table without other dates is changed.
 */
export function yearlessDates(table: Table, log: IssueLog): Table {
  if (table.columns.some(({ type }) => type === 'date')) return table
  for (const column of table.columns) {
    if (column.type !== 'text') continue
    const date = dated(column)
    if (date === null) continue
    const { name } = column
    log.add({
      code: 'year-assumed',
      severity: 'warning',
      row: null,
      column: name,
      message: `The dates have no year: they are counted on from ${firstYear}, a new year where they start again. Write the year beside them to have the true one.`,
    })
    return { ...table, columns: table.columns.map((each) => (each === column ? date : each)) }
  }
  return table
}

function dated({ name, codes, levels }: TextColumn): DateColumn | null {
  if (levels.length < 3 || levels.length > mostLevels) return null
  const read = levels.map(dayOfYear)
  const withDay = read.some((each) => each !== null && each.day !== null)
  if (read.some((each) => each === null || (each.day === null) === withDay)) return null
  const values = new Float64Array(codes.length).fill(Number.NaN)
  let year = firstYear
  let last: DayOfYear | null = null
  let lastTime = Number.NaN
  let steps = 0
  let inOrder = 0
  codes.forEach((code, row) => {
    const now = code < 0 ? null : (read[code] ?? null)
    if (now === null) return
    if (last !== null && placeOf(now) < placeOf(last)) year += 1
    const time = civilMidnight(year, now.month, now.day ?? 1)
    values[row] = time
    if (last !== null) {
      const days = (time - lastTime) / dayMs
      steps += 1
      if (withDay ? days > 0 && days <= mostDays : now.month === (last.month % 12) + 1) inOrder += 1
    }
    last = now
    lastTime = time
  })
  if (steps < 2 || inOrder < leastOrder * steps) return null
  return { type: 'date', name, values, format: withDay ? 'D MMM' : 'MMM', unreadable: new Map() }
}

function placeOf({ month, day }: DayOfYear): number {
  return month * 100 + (day ?? 0)
}

function dayOfYear(text: string): DayOfYear | null {
  const dayFirst = /^(\d{1,2})[\s./-]*(\p{L}{3,10})\.?$/u.exec(text)
  const monthFirst = /^(\p{L}{3,10})\.?(?:[\s/-]*(\d{1,2}))?$/u.exec(text)
  const month = monthOf(dayFirst?.[2] ?? monthFirst?.[1] ?? '')
  const written = dayFirst?.[1] ?? monthFirst?.[2]
  const day = written === undefined ? null : Number(written)
  if (Number.isNaN(month) || (day !== null && (day < 1 || day > 31))) return null
  return { month, day }
}
