import { dayMs, secondMs } from '../../data/civil'
import type { Cell } from '../grid/cell-grid'

/** What a number format makes of a number. */
export type DateFormat = 'none' | 'date' | 'date-clock' | 'clock'

/** Days from 1970-01-01 to serial 0: 1899-12-30 from 1900-03-01 on, because Excel counts a 29 February 1900. */
const epoch1900 = -25569
const epoch1904 = -24107
const firstSerialAfterLeap = 61
/** 9999-12-31 in the 1900 system. */
const lastSerial = 2_958_465

/**
 * The cell that a number shows in a date format: the civil time, to the whole second, or the time of day
 * as text. A number that is no date of the system stays a number.
 * @param serial days since the system's epoch, the time of day as the fraction.
 */
export function serialCell(serial: number, format: DateFormat, is1904: boolean): Cell {
  if (format === 'none') return serial
  if (format === 'clock' && serial >= 0 && serial < 1) return clockText(serial * dayMs)
  const civilMs = serialTime(serial, is1904)
  return civilMs === null ? serial : { civilMs, clock: format !== 'date' }
}

/** Civil milliseconds, rounded to the second; null for a serial that is no date. */
export function serialTime(serial: number, is1904: boolean): number | null {
  if (!(serial >= 0 && serial < lastSerial + 1)) return null
  if (is1904) return toSecond(serial + epoch1904)
  if (serial < 1 || (serial >= firstSerialAfterLeap - 1 && serial < firstSerialAfterLeap))
    return null
  return toSecond(serial + epoch1900 + (serial < firstSerialAfterLeap ? 1 : 0))
}

/** `14:05:00`; `ms` since midnight. */
export function clockText(ms: number): string {
  const seconds = Math.round(ms / secondMs)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

/**
 * Reads a number format (ECMA-376 part 1, 18.8.31): letters of dates outside quotes, brackets and
 * escapes. `[h]:mm` is a length of time, and so a number.
 */
export function dateFormatOf(code: string): DateFormat {
  const [positive] = code
    .toLowerCase()
    .replace(/"[^"]*"|\\.|_.|\*.|am\/pm|a\/p/g, '')
    .split(';')
  if (/\[(?:h+|m+|s+)\]/.test(positive)) return 'none'
  const letters = positive.replace(/\[[^\]]*\]/g, '')
  if (letters.includes('general') || /[0#?]/.test(letters.replace(/s\.0+/g, ''))) return 'none'
  const hasClock = /[hs]/.test(letters)
  const hasDate = hasClock ? /[yd]/.test(letters) : /[ymde]/.test(letters)
  if (hasDate) return hasClock ? 'date-clock' : 'date'
  return hasClock ? 'clock' : 'none'
}

/** The formats that stand for a number alone, by ECMA-376 18.8.30; the East Asian ones among them. */
export function builtInDateFormat(id: number): DateFormat {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) {
    return 'date'
  }
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return 'clock'
  return id === 22 ? 'date-clock' : 'none'
}

function toSecond(days: number): number {
  return Math.round((days * dayMs) / secondMs) * secondMs
}
