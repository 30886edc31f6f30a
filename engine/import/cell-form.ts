/** A column's cells as far as they were looked at: trimmed, without missing ones. */
export interface ColumnSample {
  readonly name: string
  /** 0 for the first column. */
  readonly position: number
  readonly cells: readonly string[]
  /** Cells beside these that their file gives as dates or as numbers: no form has to read them. */
  readonly civil: number
  readonly numbers: number
}

/** How the bytes of most cells of a form can be read without making text of them. */
export type ByteForm =
  | { readonly kind: 'number'; readonly decimal: '.' | ',' }
  | { readonly kind: 'date'; readonly order: 'ymd' | 'dmy' | 'mdy'; readonly separator: string }

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
  /** What some cells have beside the value that the form reads past. */
  readonly reads?: 'flags'
  /** The unit that the cells carry: a currency or percent sign. */
  readonly unit?: string
  /** Absent: every cell is read as text. */
  readonly bytes?: ByteForm
  /** The zone that the form itself implies: `UTC` for Unix times. */
  readonly zone?: string
}
