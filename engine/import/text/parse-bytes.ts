import { daysFromCivil, daysInMonth } from '../../data/civil'
import type { ByteForm } from '../cell-form'

const powersOfTen = Float64Array.from({ length: 23 }, (_, i) => 10 ** i)

/** What the last cell that was read has beside its value, so that reading one allocates nothing. */
export interface ByteParser {
  /** The value of a cell in the form's usual writing; NaN when its text must be looked at. */
  parse(bytes: Uint8Array, start: number, end: number): number
  /** Digits after the decimal sign of the last number. */
  readonly decimals: number
  /** Minutes ahead of UTC that the last date names; NaN without a zone. */
  readonly offset: number
}

export function byteParser(form: ByteForm): ByteParser {
  return form.kind === 'number' ? numberParser(form.decimal) : dateParser(form)
}

/**
 * Optional sign, digits, a decimal sign, digits: at most 15 digits, so that dividing the whole by a power
 * of ten gives the nearest number (Clinger 1990, the fast path).
 */
function numberParser(decimal: '.' | ','): ByteParser {
  const point = decimal.charCodeAt(0)
  let decimals = 0
  return {
    offset: Number.NaN,
    get decimals() {
      return decimals
    },
    parse(bytes, start, end) {
      let at = start
      const sign = bytes[at]
      if (sign === 45 || sign === 43) at += 1
      if (end - at > 16 || at >= end) return Number.NaN
      let whole = 0
      let digits = 0
      let pointAt = -1
      for (; at < end; at++) {
        const digit = bytes[at] - 48
        if (digit >= 0 && digit <= 9) {
          whole = whole * 10 + digit
          digits += 1
        } else if (bytes[at] === point && pointAt < 0) pointAt = at
        else return Number.NaN
      }
      if (digits === 0 || digits > 15) return Number.NaN
      decimals = pointAt < 0 ? 0 : end - pointAt - 1
      const value = decimals === 0 ? whole : whole / powersOfTen[decimals]
      return sign === 45 ? -value : value
    },
  }
}

/** Year of four digits, month and day of one or two in the form's order; then ` hh:mm`, seconds, a zone. */
function dateParser({ order, separator }: Extract<ByteForm, { kind: 'date' }>): ByteParser {
  const mark = separator.charCodeAt(0)
  const yearFirst = order === 'ymd'
  let offset = Number.NaN
  let lastKey = -1
  let lastDay = 0
  let at = 0
  /** One or two digits at `at`, -1 when there are none; goes behind them. */
  function two(bytes: Uint8Array, end: number): number {
    const first = bytes[at] - 48
    if (at >= end || first < 0 || first > 9) return -1
    const second = bytes[at + 1] - 48
    if (at + 1 < end && second >= 0 && second <= 9) {
      at += 2
      return first * 10 + second
    }
    at += 1
    return first
  }
  function four(bytes: Uint8Array, end: number): number {
    if (at + 4 > end) return -1
    let year = 0
    for (const stop = at + 4; at < stop; at++) {
      const digit = bytes[at] - 48
      if (digit < 0 || digit > 9) return -1
      year = year * 10 + digit
    }
    return year
  }
  function clock(bytes: Uint8Array, end: number): number {
    if (bytes[at] !== 84 && bytes[at] !== 32) return Number.NaN
    at += 1
    const hour = two(bytes, end)
    if (hour < 0 || hour > 23 || bytes[at] !== 58 || at >= end) return Number.NaN
    at += 1
    const from = at
    const minute = two(bytes, end)
    if (minute < 0 || minute > 59 || at - from !== 2) return Number.NaN
    let ms = (hour * 60 + minute) * 60_000
    if (at < end && bytes[at] === 58) {
      at += 1
      const second = two(bytes, end)
      if (second < 0 || second > 59) return Number.NaN
      ms += second * 1000
      if (at < end && bytes[at] === 46) {
        at += 1
        let scale = 100
        for (; at < end && bytes[at] >= 48 && bytes[at] <= 57; at++) {
          ms += Math.floor((bytes[at] - 48) * scale)
          scale /= 10
          if (scale < 1) scale = 0
        }
      }
    }
    return zone(bytes, end) ? ms : Number.NaN
  }
  /** Takes `Z`, `+02:00` or `+0200` behind the time; false when something else stands there. */
  function zone(bytes: Uint8Array, end: number): boolean {
    if (at === end) return true
    if (bytes[at] === 90 && at + 1 === end) {
      offset = 0
      return true
    }
    const sign = bytes[at] === 43 ? 1 : bytes[at] === 45 ? -1 : 0
    if (sign === 0) return false
    at += 1
    const hours = two(bytes, end)
    if (at < end && bytes[at] === 58) at += 1
    const minutes = at < end ? two(bytes, end) : 0
    if (hours < 0 || minutes < 0 || at !== end) return false
    offset = sign * (hours * 60 + minutes)
    return true
  }
  return {
    decimals: 0,
    get offset() {
      return offset
    },
    parse(bytes, start, end) {
      at = start
      offset = Number.NaN
      const a = yearFirst ? four(bytes, end) : two(bytes, end)
      if (a < 0 || bytes[at] !== mark || at >= end) return Number.NaN
      at += 1
      const b = two(bytes, end)
      if (b < 0 || bytes[at] !== mark || at >= end) return Number.NaN
      at += 1
      const c = yearFirst ? two(bytes, end) : four(bytes, end)
      if (c < 0) return Number.NaN
      const year = yearFirst ? a : c
      const month = order === 'dmy' || yearFirst ? b : a
      const day = yearFirst ? c : order === 'dmy' ? a : b
      const key = (year * 16 + month) * 32 + day
      if (key !== lastKey) {
        if (year < 1 || month < 1 || month > 12 || day < 1) return Number.NaN
        if (day > 28 && day > daysInMonth(year, month)) return Number.NaN
        lastKey = key
        lastDay = daysFromCivil(year, month, day) * 86_400_000
      }
      return at === end ? lastDay : lastDay + clock(bytes, end)
    },
  }
}
