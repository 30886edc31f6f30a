import type { ByteForm, CellForm, ColumnSample } from '../cell-form'
import { clockMs } from './clock'

/** `Mo, `, `Monday ` before a date in figures. */
const weekday = /^\p{L}{2,10}\.?,?\s+(?=\d)/u

/**
 * A form of dates: `pattern` matches the date at the start of a cell, `toTime` makes civil milliseconds of
 * its groups (NaN when there is no such date); a time of day may follow. A zone after it is not applied:
 * the civil time stays as written.
 */
export function datedForm(
  format: string,
  pattern: RegExp,
  toTime: (groups: RegExpExecArray) => number,
  bytes?: Extract<ByteForm, { kind: 'date' }>,
): CellForm {
  return {
    type: 'date',
    format,
    parse(cell) {
      const text = pattern.test(cell) ? cell : cell.replace(weekday, '')
      const groups = pattern.exec(text)
      if (groups === null) return Number.NaN
      const midnight = toTime(groups)
      const length = groups[0].length
      return length === text.length ? midnight : midnight + clockMs(text.slice(length))
    },
    decimals: () => 0,
    ...(bytes === undefined ? {} : { bytes }),
  }
}

/** A form of whole cells, without time of day: months, quarters, years. */
export function periodForm(
  format: string,
  pattern: RegExp,
  toTime: (groups: RegExpExecArray) => number,
  suits?: (sample: ColumnSample) => boolean,
): CellForm {
  return {
    type: 'date',
    format,
    parse(text) {
      const groups = pattern.exec(text)
      return groups === null ? Number.NaN : toTime(groups)
    },
    decimals: () => 0,
    ...(suits === undefined ? {} : { suits }),
  }
}

/** The century of a year of two digits, as POSIX has it: 69 to 99 are 1969 to 1999, 00 to 68 2000 to 2068. */
export function fullYear(text: string): number {
  const year = Number(text)
  return text.length > 2 ? year : year >= 69 ? 1900 + year : 2000 + year
}

/** Names of columns that hold dates, in six languages, as words of the name. */
const dateNames =
  /(?:^|[^\p{L}])(?:date|dates|dt|time|times|timestamp|datetime|day|period|epoch|unix|ts|open ?time|close ?time|datum|zeit|zeitpunkt|tag|fecha|hora|jour|heure|data|giorno|ora|dia|month|monat|mes|mois|mese|m[eê]s|mess_datum|observed|recorded)(?:[^\p{L}]|$)/iu

export function isDateName(name: string): boolean {
  // `Day-ahead price` is no date, nor what is measured per day.
  if (/day.ahead|intra.?day|per (?:day|month|hour)/i.test(name)) return false
  return (
    dateNames.test(name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/_/g, ' ')) ||
    dateNames.test(name)
  )
}
