import type { CellForm } from '../cell-form'
import { offsetMinutes, zoneOf } from '../date-forms/clock'
import { isMissing } from '../missing'
import { byteParser } from '../text/parse-bytes'
import { textOf } from '../text/record-scanner'
import type { ColumnSink } from './column-sink'

/** Unreadable cells kept beyond a tenth of the rows before a form is given up. */
const patience = 10_000
/** Characters of an unreadable cell that are kept. */
const longestText = 200

export function valueSink(form: CellForm, rows: number): ColumnSink {
  const unreadable = new Map<number, string>()
  const isNumber = form.type === 'number'
  const parser = form.bytes === undefined ? null : byteParser(form.bytes)
  let values = new Float64Array(Math.max(1, rows))
  let length = 0
  let parsed = 0
  let mostDecimals = 0
  let refuted = false
  let offset = Number.NaN
  let offsetsVary = false

  function push(value: number): void {
    if (length === values.length) {
      const larger = new Float64Array(Math.ceil(length * 1.5) + 16)
      larger.set(values)
      values = larger
    }
    values[length++] = value
  }
  function seeOffset(minutes: number): void {
    if (minutes === offset) return
    if (!Number.isNaN(offset)) offsetsVary = true
    offset = Number.isNaN(offset) ? minutes : Math.min(offset, minutes)
  }
  function text(cell: string): void {
    const value = form.parse(cell)
    if (!Number.isNaN(value)) {
      parsed += 1
      if (isNumber) mostDecimals = Math.max(mostDecimals, form.decimals(cell))
      else {
        const zone = zoneOf(cell)
        const minutes = zone === null ? null : offsetMinutes(zone)
        if (minutes !== null) seeOffset(minutes)
      }
    } else if (!isMissing(cell)) {
      refuted ||= unreadable.size > length / 10 + patience
      if (!refuted) unreadable.set(length, detached(cell))
    }
    push(value)
  }
  return {
    bytes(bytes, start, end) {
      if (start === end) {
        push(Number.NaN)
        return
      }
      const value = parser === null ? Number.NaN : parser.parse(bytes, start, end)
      if (parser === null || Number.isNaN(value)) {
        text(textOf(bytes, start, end).trim())
        return
      }
      parsed += 1
      if (isNumber) {
        if (parser.decimals > mostDecimals) mostDecimals = parser.decimals
      } else if (!Number.isNaN(parser.offset)) seeOffset(parser.offset)
      push(value)
    },
    text: (cell) => {
      text(cell.trim())
    },
    number(value) {
      if (!isNumber) {
        text(String(value))
        return
      }
      parsed += 1
      if (!hasAtMost(mostDecimals, value)) mostDecimals = Math.max(mostDecimals, decimalsOf(value))
      push(value)
    },
    civil(civilMs) {
      if (isNumber) {
        unreadable.set(length, new Date(civilMs).toISOString().slice(0, 16).replace('T', ' '))
        push(Number.NaN)
        return
      }
      parsed += 1
      push(civilMs)
    },
    missing() {
      push(Number.NaN)
    },
    get parsed() {
      return parsed
    },
    unreadable,
    get refuted() {
      return refuted
    },
    get offset() {
      return offset
    },
    get offsetsVary() {
      return offsetsVary
    },
    texts: () => [],
    finish(name, format, unit) {
      const exact = values.length === length ? values : values.slice(0, length)
      values = new Float64Array(0)
      return isNumber
        ? { type: 'number', name, values: exact, decimals: mostDecimals, unreadable, unit }
        : { type: 'date', name, values: exact, format, unreadable, unit: null }
    },
  }
}

/** Whether a number is the nearest one to a text of so many decimals: told without writing it. */
function hasAtMost(decimals: number, value: number): boolean {
  const scale = 10 ** decimals
  const scaled = Math.round(value * scale)
  return Number.isSafeInteger(scaled) && scaled / scale === value
}

/** Decimals of the shortest text that reads back as the number, of a workbook's cell at most ten. */
function decimalsOf(value: number): number {
  if (Number.isInteger(value)) return 0
  const text = String(value)
  const at = text.indexOf('.')
  return at < 0 || text.includes('e') ? 0 : Math.min(10, text.length - at - 1)
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** A copy, clipped: a slice of a long string keeps the whole of it in memory (V8 slices from 13 characters on). */
function detached(text: string): string {
  if (text.length < 13) return text
  return decoder.decode(encoder.encode(text.slice(0, longestText)))
}
