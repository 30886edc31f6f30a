import type { Cell } from '../grid/cell-grid'
import { dateFormatOf, serialCell } from '../workbook/serial-date'
import { htmlAttribute } from './html-tokens'

/** Kinds of a number format of Google Sheets: 5 date, 6 time, 7 date and time. */
const googleDates: ReadonlySet<unknown> = new Set([5, 6, 7])
const mostDecimals = 12

/**
 * The value that a spreadsheet program put beside the text of a cell, which shows it rounded; undefined
 * when it put none or when the text shows something else, such as a date in the user's own order.
 * Google Sheets writes `data-sheets-value`, LibreOffice `sdval`, older Excels `x:num`.
 */
export function rawValue(source: string, shown: string): Cell | undefined {
  const google = htmlAttribute(source, 'data-sheets-value')
  if (google !== null) return googleValue(google, source, shown)
  const raw = htmlAttribute(source, 'sdval') ?? htmlAttribute(source, 'x:num')
  if (raw === null || raw.trim() === '') return undefined
  const value = Number(raw)
  return isRoundingOf(shown, value) ? value : undefined
}

/** `{"1":3,"3":1.5}`: 1 is the kind (2 text, 3 number, 4 truth value), the key of that number the value. */
function googleValue(json: string, source: string, shown: string): Cell | undefined {
  const value = parsed(json)
  const kind = field(value, '1')
  if (kind === 4) return field(value, '4') === 1
  const number = field(value, '3')
  if (kind !== 3 || typeof number !== 'number') return undefined
  const format = parsed(htmlAttribute(source, 'data-sheets-numberformat') ?? '{}')
  const pattern = field(format, '2')
  if (googleDates.has(field(format, '1'))) {
    const kindOfDate =
      typeof pattern === 'string' && pattern !== '' ? dateFormatOf(pattern) : 'none'
    return kindOfDate === 'none' ? undefined : serialCell(number, kindOfDate, false)
  }
  return isRoundingOf(shown, number) ? number : undefined
}

/** Whether a text shows a number with some decimals, as such or as a percentage: the digits agree. */
function isRoundingOf(shown: string, value: number): boolean {
  if (!Number.isFinite(value) || /[e:/]/i.test(shown)) return false
  const digits = shown.replace(/\D/g, '').replace(/^0+(?=\d)/, '')
  if (digits === '') return false
  const magnitude = Math.abs(shown.includes('%') ? value * 100 : value)
  for (let decimals = 0; decimals <= mostDecimals; decimals++) {
    const written = magnitude
      .toFixed(decimals)
      .replace(/\D/g, '')
      .replace(/^0+(?=\d)/, '')
    if (written === digits) return true
  }
  return false
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null
    throw thrown
  }
}

function field(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([name]) => name === key)?.[1]
}
