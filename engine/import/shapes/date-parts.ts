import { civilMidnight, dayMs, hourMs, minuteMs, weekdayOf } from '../../data/civil'
import type { Column } from '../../data/table'
import { monthOf } from '../date-forms/month-names'

/** One part of a date in a column of its own: its number in each row, NaN where there is none. */
export type Part =
  'year' | 'month' | 'day' | 'hour' | 'minute' | 'quarter' | 'week' | 'yearday' | 'clock'

/** Names of the parts in English, German, French, Spanish, Italian and Portuguese, and as data files cut them. */
const names: Readonly<Record<Part, RegExp>> = {
  year: /^(?:year|yr|yyyy|jahr|ann[ée]e|an|a[ñn]o|anno|ano|jaar)$/iu,
  month: /^(?:month|mon|mo|mm|mnth|monat|mois|mes|mese|m[êe]s)$/iu,
  day: /^(?:day|dy|dd|tag|jour|d[ií]a|giorno|dia|day of month|dom)$/iu,
  hour: /^(?:hour|hr|hh|h|stunde|heure|hora|ora|hour of day)$/iu,
  minute: /^(?:minute|min|mn|mi|minuto)$/iu,
  quarter: /^(?:quarter|qtr|q|quartal|trimestre)$/iu,
  week: /^(?:week|wk|kw|woche|semaine|semana|settimana|iso ?week)$/iu,
  yearday: /^(?:doy|yday|day ?of ?(?:the )?year|julian ?day|jday)$/iu,
  clock:
    /^(?:time|clock|uhrzeit|zeit|heure|hora|ora|hhmm|time of day|utc|\(utc\)|time ?\(.{1,10}\))$/iu,
}
const ranges: Readonly<Record<Part, readonly [least: number, largest: number]>> = {
  year: [1500, 2200],
  month: [1, 12],
  day: [1, 31],
  hour: [0, 24],
  minute: [0, 59],
  quarter: [1, 4],
  week: [1, 53],
  yearday: [1, 366],
  clock: [0, dayMs],
}

/** The values of a column that is called like a part of a date and holds nothing else; else null. */
export function readPart(column: Column, part: Part): Float64Array | null {
  if (!names[part].test(column.name.trim().replace(/[_-]/g, ' '))) return null
  const values = valuesOf(column, part)
  return values !== null && isPart(values, part) ? values : null
}

/** Whether numbers lie in the range of a part, whole ones in nine rows of ten and nothing else. */
export function isPart(values: Float64Array, part: Part): boolean {
  const [least, largest] = ranges[part]
  let known = 0
  for (const value of values) {
    if (Number.isNaN(value)) continue
    if (!Number.isInteger(value) || value < least || value > largest) return false
    known += 1
  }
  return known > 0 && known >= values.length * 0.9
}

/** Times of day of a column of text such as `14:05`, whatever it is called; null for anything else. */
export function readClock(column: Column): Float64Array | null {
  if (column.type !== 'text' || column.levels.length < 2) return null
  const times = column.levels.map(clockTime)
  if (times.some(Number.isNaN)) return null
  return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : times[code]))
}

function valuesOf(column: Column, part: Part): Float64Array | null {
  if (column.type === 'date') {
    if (part !== 'year' || column.format !== 'YYYY') return null
    return column.values.map((time) => new Date(time).getUTCFullYear())
  }
  if (column.type === 'number') {
    if (part === 'clock') return column.values.map(hhmm)
    return column.values
  }
  if (part === 'clock') return readClock(column)
  const numberOf = numbersOfTexts[part]
  if (numberOf === undefined) return null
  const numbers = column.levels.map(numberOf)
  return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : numbers[code]))
}

/** Parts that may be written in words. */
const numbersOfTexts: Readonly<Partial<Record<Part, (text: string) => number>>> = {
  month: monthOf,
  quarter: quarterOf,
  week: (text) =>
    Number(
      /^(?:week|wk|w|kw|woche|semaine|semana|settimana)\s?(\d{1,2})$/i.exec(text)?.[1] ??
        Number.NaN,
    ),
}

/** 1 to 4 of `Q1`, `Qtr 1`, `1. Quartal`; NaN for another text. */
export function quarterOf(text: string): number {
  const groups =
    /^(?:(?:[QT]|qtr|quarter)\s?([1-4])|([1-4])(?:\.|st|nd|rd|th|er|e|[ºª°])?\s*(?:Q|T|quartal|quarter|trimestre))$/iu.exec(
      text,
    )
  return Number(groups?.[1] ?? groups?.[2] ?? Number.NaN)
}

/** `1405` → milliseconds since midnight. */
function hhmm(value: number): number {
  const hours = Math.floor(value / 100)
  const minutes = value - hours * 100
  return minutes < 60 ? hours * hourMs + minutes * minuteMs : Number.NaN
}

function clockTime(text: string): number {
  const groups = /^(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*([ap]\.?m\.?)?$/i.exec(text)
  if (groups === null) return Number.NaN
  const half = groups[4]?.toLowerCase()
  const hours =
    (Number(groups[1]) % (half === undefined ? 25 : 12)) + (half?.startsWith('p') ? 12 : 0)
  const minutes = Number(groups[2])
  const seconds = Number(groups[3] ?? 0)
  if (hours > 24 || minutes > 59 || seconds > 59) return Number.NaN
  return hours * hourMs + minutes * minuteMs + seconds * 1000
}

/** Monday of a week of ISO 8601. */
export function mondayOf(year: number, week: number): number {
  const fourth = civilMidnight(year, 1, 4) / dayMs
  return (fourth - weekdayOf(fourth) + (week - 1) * 7) * dayMs
}
