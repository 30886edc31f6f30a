/**
 * A parsed file: immutable typed columns of equal length. Raw text is kept only where a cell could not
 * be read as its column's type, so that memory is bounded by the typed arrays.
 */
export type ColumnType = 'date' | 'number' | 'text'

/** What a column is used for; `id` splits a long table into one series per value. */
export type ColumnRole = 'date' | 'target' | 'covariate' | 'id' | 'ignore'

interface ColumnBase {
  readonly name: string
  /** As the file writes it, such as `°C`, `%` or `$`; null or absent when it names none. */
  readonly unit?: string | null
  /** The column of dates that was put together from this one and others; absent for all else. */
  readonly partOf?: string
  /** Text of the cells that could not be read as the column's type, by table row (0-based). */
  readonly unreadable: ReadonlyMap<number, string>
}

export interface NumberColumn extends ColumnBase {
  readonly type: 'number'
  /** NaN where missing or unreadable. */
  readonly values: Float64Array
  /** Most decimals seen in the file, for showing values as the file wrote them. */
  readonly decimals: number
}

export interface DateColumn extends ColumnBase {
  readonly type: 'date'
  /** Civil milliseconds: the date and time as written, counted as if in UTC. NaN where unreadable. */
  readonly values: Float64Array
  /** The format it was read with, such as `YYYY-MM-DD`. */
  readonly format: string
  /**
   * Whole numbers that stand for the dates, 1 for the first: where a user chose to count the dates and not
   * to place them on a calendar. NaN where there is no date.
   */
  readonly steps?: Float64Array
  /** True when no cell shows whether day or month comes first. */
  readonly ambiguous?: boolean
  /** The zone of the times as the file names it, such as `UTC` or `+01:00`; null or absent without one. */
  readonly zone?: string | null
}

export interface TextColumn extends ColumnBase {
  readonly type: 'text'
  /** Index into `levels`; -1 where empty. */
  readonly codes: Int32Array
  /** The distinct texts in order of first appearance. */
  readonly levels: readonly string[]
}

export type Column = NumberColumn | DateColumn | TextColumn

export interface Table {
  readonly rowCount: number
  readonly columns: readonly Column[]
  /** Row of the file that holds table row r (1-based, counted in records as a spreadsheet does). */
  readonly fileRows: Uint32Array
}

export type IssueSeverity = 'error' | 'warning' | 'info'

export type IssueCode =
  | 'unreadable-cell'
  | 'missing-cell'
  | 'unreadable-date'
  | 'gap'
  | 'duplicate-date'
  | 'unordered-dates'
  | 'irregular-dates'
  | 'constant-column'
  | 'extra-cells'
  | 'missing-cells'
  | 'malformed-quotes'
  | 'off-grid-date'
  | 'partial-period'
  | 'column-renamed'
  | 'header-is-data'
  | 'encoding-assumed'
  | 'date-order-assumed'
  | 'mixed-date-orders'
  | 'year-assumed'
  | 'number-format-assumed'
  | 'zone-ignored'
  | 'read-as-index'
  | 'rows-numbered'
  | 'flags-left-out'
  | 'formula-texts'
  | 'mixed-column'
  | 'metadata-skipped'
  | 'comment-skipped'
  | 'footer-skipped'
  | 'second-table'
  | 'sentinel-value'
  | 'offsets-vary'
  | 'dst-repeated'
  | 'dst-missing'
  | 'dates-combined'
  | 'table-turned'
  | 'layout-recognised'
  | 'mixed-encoding'
  | 'zero-bytes'
  | 'file-cut-off'
  | 'sheet-chosen'
  | 'hidden-cells'
  | 'merged-cells'

/** What can be done about an issue: each a step that is previewed, recorded and undone. */
export type RepairCode =
  | 'interpolate'
  | 'seasonal-fill'
  | 'forward-fill'
  | 'mask'
  | 'sentinel-to-missing'
  | 'keep-value'
  | 'aggregate-sum'
  | 'aggregate-mean'
  | 'keep-first'
  | 'keep-last'
  | 'drop-row'
  | 'swap-day-and-month'
  | 'other-number-format'
  | 'other-encoding'
  | 'standard-time'
  | 'sort'
  | 'resample'
  | 'use-index'
  | 'cell-to-missing'
  | 'drop-column'
  | 'use-header-row'
  | 'keep-row'
  | 'apply-layout'

/** One thing found wrong in a file, with its place and what was done about it. */
export interface DataIssue {
  readonly code: IssueCode
  readonly severity: IssueSeverity
  /** 1-based row of the file (the header is row 1 of a plain table); null when it is about a column. */
  readonly row: number | null
  readonly column: string | null
  readonly message: string
  /** The number that it is about, such as a sentinel; absent where it is about none. */
  readonly value?: number
  /** The form that the column was read with and the other that fits as well, for the user to choose. */
  readonly formats?: readonly [used: string, other: string]
  /** What can be done about it, the usual first; absent when nothing needs to be. */
  readonly repairs?: readonly RepairCode[]
}
