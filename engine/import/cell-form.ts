/** A column's cells as far as they were looked at: trimmed, without missing ones. */
export interface ColumnSample {
  readonly name: string
  /** 0 for the first column. */
  readonly position: number
  readonly cells: readonly string[]
}

/** One way to write a number or a date. */
export interface CellForm {
  readonly type: 'number' | 'date'
  /** For the user, such as `D/M/YYYY` or `1.234,5`. */
  readonly format: string
  /** Value of a trimmed cell (civil milliseconds for a date), NaN when it is not of this form. */
  parse(text: string): number
  /** Decimals that a cell of this form is written with; 0 for dates. */
  decimals(text: string): number
  /**
   * Evidence that a form needs beside cells that parse, where those cells could also be plain numbers.
   * Absent: none.
   */
  suits?(sample: ColumnSample): boolean
}
