import type { Column } from '../data/table'
import type { CellForm } from './cell-form'
import { isMissing } from './missing'

export type Records = readonly (readonly string[])[]

/** Grows one typed column while a file is read. */
export interface ColumnBuilder {
  /** Takes cell `column` of each record; a record without it has a missing cell. */
  append(records: Records, column: number): void
  /** Cells that have a value of the form, and cells that have text of another kind. */
  readonly parsed: number
  readonly unreadable: ReadonlyMap<number, string>
  /** True when so many cells were unreadable that their text was no longer kept. */
  readonly refuted: boolean
  /** At most `count` distinct texts of a text column that were no missing ones, from the whole file. */
  texts(count: number): readonly string[]
  finish(name: string, format: string): Column
}

/** Unreadable cells kept beyond a tenth of the rows before a form is given up. */
const patience = 10_000

/** @param rows how many rows to expect; more are taken too. */
export function createBuilder(form: CellForm | null, rows: number): ColumnBuilder {
  return form === null ? textBuilder(rows) : valueBuilder(form, rows)
}

function valueBuilder(form: CellForm, rows: number): ColumnBuilder {
  const { parse, decimals } = form
  const unreadable = new Map<number, string>()
  const isNumber = form.type === 'number'
  let values = new Float64Array(Math.max(1, rows))
  let length = 0
  let parsed = 0
  let mostDecimals = 0
  let refuted = false
  return {
    append(records, column) {
      while (length + records.length > values.length) values = grown(values)
      for (const record of records) {
        const cell = record[column]?.trim() ?? ''
        const value = parse(cell)
        values[length] = value
        if (!Number.isNaN(value)) {
          parsed += 1
          if (isNumber) mostDecimals = Math.max(mostDecimals, decimals(cell))
        } else if (!isMissing(cell)) {
          refuted ||= unreadable.size > length / 10 + patience
          if (!refuted) unreadable.set(length, detached(cell))
        }
        length += 1
      }
    },
    get parsed() {
      return parsed
    },
    unreadable,
    get refuted() {
      return refuted
    },
    texts: () => [],
    finish(name, format) {
      const exact = values.length === length ? values : values.slice(0, length)
      return isNumber
        ? { type: 'number', name, values: exact, decimals: mostDecimals, unreadable }
        : { type: 'date', name, values: exact, format, unreadable }
    },
  }
}

function textBuilder(rows: number): ColumnBuilder {
  const codeOf = new Map<string, number>()
  const levels: string[] = []
  let codes = new Int32Array(Math.max(1, rows))
  let length = 0
  let parsed = 0
  return {
    append(records, column) {
      while (length + records.length > codes.length) codes = grown(codes)
      for (const record of records) {
        const cell = record[column]?.trim() ?? ''
        let code = cell === '' ? -1 : codeOf.get(cell)
        if (code === undefined) {
          code = levels.length
          const level = detached(cell)
          levels.push(level)
          codeOf.set(level, code)
        }
        if (code >= 0) parsed += 1
        codes[length] = code
        length += 1
      }
    },
    get parsed() {
      return parsed
    },
    unreadable: new Map(),
    refuted: false,
    texts(count) {
      const stride = Math.max(1, Math.floor(levels.length / count))
      return levels.filter((level, i) => i % stride === 0 && !isMissing(level)).slice(0, count)
    },
    finish(name) {
      const exact = codes.length === length ? codes : codes.slice(0, length)
      return { type: 'text', name, codes: exact, levels, unreadable: new Map() }
    },
  }
}

function grown<A extends Float64Array | Int32Array>(array: A): A
function grown(array: Float64Array | Int32Array): Float64Array | Int32Array {
  if (array instanceof Float64Array) {
    const larger = new Float64Array(array.length * 2)
    larger.set(array)
    return larger
  }
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** A copy: a slice of a long string keeps the whole of it in memory (V8 slices from 13 characters on). */
function detached(text: string): string {
  return text.length < 13 ? text : decoder.decode(encoder.encode(text))
}
