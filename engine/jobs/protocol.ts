import type { Frequency } from '../data/calendar'
import type { Series } from '../data/series'
import type { ColumnRole, ColumnType, DataIssue } from '../data/table'
import type { PlainError } from '../errors'
import type { ForecastEvent, Phase } from '../forecast/forecast-event'
import type { ForecastResult } from '../forecast/forecast-result'
import type { ModelSpec } from '../spec/model-spec'

export type { Phase }

export type DatasetId = string
export type JobId = string

/** What a host asks a worker to read: bytes and the name to speak of them. The bytes are transferred. */
export interface SourceFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface ColumnProfile {
  readonly name: string
  readonly type: ColumnType
  readonly role: ColumnRole
  readonly missing: number
  /** Distinct values of a text column, else null. */
  readonly distinct: number | null
  /** Counts of up to 24 equal bins between the least and largest value (text: its commonest values). */
  readonly distribution: readonly number[]
}

export interface TimeProfile {
  readonly column: string
  readonly format: string
  readonly frequency: Frequency
  /** Civil milliseconds. */
  readonly start: number
  readonly end: number
  /** Steps of the grid for which the file has no row. */
  readonly gaps: number
  /** Rows whose date another row has already. */
  readonly duplicates: number
  /** Steps from start to end, gaps counted. */
  readonly steps: number
}

/** What was understood of a file, small enough to send to a window. */
export interface DatasetProfile {
  readonly id: DatasetId
  readonly name: string
  readonly format: 'csv'
  readonly encoding: string
  readonly delimiter: ',' | ';' | '\t' | '|'
  readonly rows: number
  readonly columns: readonly ColumnProfile[]
  /** Null when no column is a date; then no forecast can be made. */
  readonly time: TimeProfile | null
  /** Values of the id column, when there is one; `selectedId` is the one in use. */
  readonly ids: readonly string[]
  readonly selectedId: string | null
  /** At most 1,000, the gravest first; `issueCount` is how many there are. */
  readonly issues: readonly DataIssue[]
  readonly issueCount: number
  /** Why no series can be made with these roles, or null when one can. */
  readonly blocked: PlainError | null
}

export type RoleAssignment = Readonly<Record<string, ColumnRole>>

/** One row of the grid: cells as text, and which of them could not be read. */
export interface GridRow {
  /** 1-based row of the file. */
  readonly fileRow: number
  readonly cells: readonly string[]
  /** Indices of cells that are not of their column's type. */
  readonly faults: readonly number[]
  /** True when its date appeared before. */
  readonly duplicate: boolean
  /** Steps missing between this row and the one before. */
  readonly gapBefore: number
}

/** Calls that a data thread answers. */
export interface DataCalls {
  open(request: { id: DatasetId; file: SourceFile }): DatasetProfile
  rows(request: { id: DatasetId; from: number; count: number }): readonly GridRow[]
  assign(request: {
    id: DatasetId
    roles: RoleAssignment
    selectedId: string | null
  }): DatasetProfile
  series(request: { id: DatasetId }): Series
  close(request: { id: DatasetId }): null
}

/** Everything a forecast needs; the series is copied to the worker. */
export interface ForecastRequest {
  readonly series: Series
  readonly spec: ModelSpec
}

/** What a forecast tells while it runs, and then how it ended: the last event is one of the last three. */
export type JobEvent =
  | ForecastEvent
  | { readonly kind: 'done'; readonly result: ForecastResult }
  | { readonly kind: 'failed'; readonly error: PlainError }
  | { readonly kind: 'cancelled' }
