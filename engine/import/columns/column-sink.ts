import type { Column } from '../../data/table'
import type { CellForm } from '../cell-form'
import { textSink } from './text-sink'
import { valueSink } from './value-sink'

/** Takes the cells of one column from top to bottom and keeps them typed. */
export interface ColumnSink {
  /** A cell of a text file: trimmed bytes without doubled quotes. */
  bytes(bytes: Uint8Array, start: number, end: number): void
  /** A cell as text. */
  text(cell: string): void
  /** A cell that its file gives as a number. */
  number(value: number): void
  /** A cell that its file gives as a date. */
  civil(civilMs: number): void
  missing(): void
  /** Cells that have a value of the form, and cells that have text of another kind, by row. */
  readonly parsed: number
  readonly unreadable: ReadonlyMap<number, string>
  /** True when so many cells were unreadable that their text was no longer kept. */
  readonly refuted: boolean
  /** Least offset from UTC in minutes that dates name, and whether they name others too. */
  readonly offset: number
  readonly offsetsVary: boolean
  /** At most `count` distinct texts of a text column that were no missing ones, from the whole file. */
  texts(count: number): readonly string[]
  finish(name: string, format: string, unit: string | null): Column
}

/** @param rows how many rows to expect; more are taken too. */
export function createSink(form: CellForm | null, rows: number): ColumnSink {
  return form === null ? textSink(rows) : valueSink(form, rows)
}
