import type { HealthReport } from '../data/health/check-health'
import type { RepairOutcome, RepairStep } from '../data/repairs/repair-step'
import type { RepairList } from '../data/repairs/step-list'
import type { Series } from '../data/series'
import type { ColumnRole, ColumnType, DataIssue } from '../data/table'
import type { TimeSummary } from '../data/time-axis'
import type { PlainError } from '../errors'
import type { Delimiter, ImportFile, ImportFormat, TableShape } from '../import/reader'
import type { SheetPreview } from '../import/workbook/choose-sheet'
import type { BacktestEvent, BacktestResult, BacktestSettings } from '../forecast/backtest-result'
import type { ClassRequest, ClassResult } from '../forecast/class-forecast'
import type { CostEstimate } from '../forecast/estimate-cost'
import type { ForecastEvent, Phase } from '../forecast/forecast-event'
import type { ForecastResult } from '../forecast/forecast-result'
import type { Preset } from '../forecast/recurrent/presets'
import type { Speed, SpeedRequest } from '../forecast/measure-speed'
import type { AutoForecast } from '../forecast/run-auto'
import type { LeakProofResult } from '../forecast/run-leak-proof'
import type { Executor, ProcessorExecutor } from '../network/network'
import type { Bounds, ModelSpec } from '../spec/model-spec'
import type { RepairPreview } from './repair-preview'
import type { SpeedTrial } from './speed-trial'

export type { Phase }

export type DatasetId = string
export type JobId = string

/** What a host asks a worker to read: bytes and the name to speak of them. The bytes are transferred. */
export type SourceFile = ImportFile

export interface ColumnProfile {
  readonly name: string
  /** As the file or its known layout names it, such as `°C`; null without one. */
  readonly unit: string | null
  readonly type: ColumnType
  readonly role: ColumnRole
  readonly missing: number
  /** What the column knows beside the target: rows after its end, or one value for the whole series. */
  readonly known: 'past' | 'ahead' | 'always'
  /** Distinct values of a text column, else null. */
  readonly distinct: number | null
  /** Counts of up to 24 equal bins between the least and largest value (text: its commonest values). */
  readonly distribution: readonly number[]
}

/** What was understood of a file, small enough to send to a window. */
export interface DatasetProfile {
  readonly id: DatasetId
  readonly name: string
  readonly format: ImportFormat
  /** Null where the format leaves no choice. */
  readonly encoding: string | null
  /** Every sheet of a workbook, for a picker, and the one that was read; absent for other formats. */
  readonly sheets?: readonly SheetPreview[]
  readonly sheet?: string
  /** Null for what is no delimited text. */
  readonly delimiter: Delimiter | null
  /** Name of the known layout, such as `yahoo-finance`, or null. */
  readonly layout: string | null
  /** How the table held its series before it was brought to one row per date. */
  readonly shape: TableShape
  /** How many series can be forecast one by one: ids, else columns of numbers that are no id. */
  readonly series: number
  readonly rows: number
  readonly columns: readonly ColumnProfile[]
  /** Null when no row has a time; then no forecast can be made. */
  readonly time: TimeSummary | null
  /** Values of the id column, when there is one; `selectedId` is the one in use. */
  readonly ids: readonly string[]
  readonly selectedId: string | null
  /** At most 1,000, the gravest first; `issueCount` is how many there are. */
  readonly issues: readonly DataIssue[]
  readonly issueCount: number
  /** Repairs in their order, and what each that is switched on did. */
  readonly repairs: RepairList
  readonly repairOutcomes: readonly RepairOutcome[]
  /** Why no series can be made with these roles, or null when one can. */
  readonly blocked: PlainError | null
}

export interface NamedValues {
  readonly name: string
  readonly values: Float64Array
}

/** Classes as numbers on a regular grid. */
export interface ClassSeries {
  readonly series: Series
  /** What the numbers stand for; null where the column holds numbers already. */
  readonly names: readonly string[] | null
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
  /**
   * Throws `cancelled` soon after `control[0]`, in shared memory, is no longer 0; `control[1]` tells
   * meanwhile how much of the file was read, in thousandths.
   */
  open(request: { id: DatasetId; file: SourceFile; control?: Int32Array }): DatasetProfile
  rows(request: { id: DatasetId; from: number; count: number }): readonly GridRow[]
  assign(request: {
    id: DatasetId
    roles: RoleAssignment
    selectedId: string | null
  }): DatasetProfile
  series(request: { id: DatasetId }): Series
  /** A column of classes, of texts or numbers, as the series to forecast. */
  classes(request: { id: DatasetId; column: string }): ClassSeries
  /** Columns of numbers on the steps of the series, `[steps]` each, whatever their roles. */
  columns(request: { id: DatasetId; names: readonly string[] }): readonly NamedValues[]
  /** Replaces the list of repairs; the file's own table stays. */
  repair(request: { id: DatasetId; steps: RepairList }): DatasetProfile
  /** What the data suffers from after its repairs. */
  health(request: { id: DatasetId }): HealthReport
  /** What the list with one more step, put last, would change of that step's column. */
  previewRepair(request: { id: DatasetId; step: RepairStep }): RepairPreview
  close(request: { id: DatasetId }): null
}

/** A network trained, scored on the last horizon and forecast with; the series is copied to the worker. */
export interface ForecastRequest {
  readonly kind: 'forecast'
  readonly series: Series
  readonly spec: ModelSpec
  readonly executor: Executor
  /** Of the fused kernels, exactly; as many as pay off if absent. The bits do not depend on it. */
  readonly threads?: number
}

/** A measurement of how fast one executor trains a forecast's model. */
export interface SpeedJobRequest extends SpeedRequest {
  readonly kind: 'speed'
  readonly executor: Executor
}

/** Hindcasts of a series from several origins, by a network, the blend and the baselines. */
export interface BacktestRequest extends BacktestSettings {
  readonly kind: 'backtest'
  readonly series: Series
  readonly spec: ModelSpec
  readonly executor: ProcessorExecutor
}

/** A measurement of what a forecast would take. */
export interface EstimateRequest {
  readonly kind: 'estimate'
  readonly series: Series
  readonly spec: ModelSpec
  readonly executor: ProcessorExecutor
}

/** The last horizon forecast twice, once with noise in its place. */
export interface LeakProofRequest {
  readonly kind: 'leak-proof'
  readonly series: Series
  readonly spec: ModelSpec
  readonly executor: ProcessorExecutor
}

/** A forecast by the blend that chooses for itself. */
export interface AutoRequest {
  readonly kind: 'auto'
  readonly series: Series
  readonly horizon: number
  readonly seed: number
  readonly preset: Preset
  readonly bounds?: Bounds
  readonly executor: ProcessorExecutor
}

/** A forecast of classes: where the values of a series go, or the classes that they are. */
export interface ClassesRequest extends ClassRequest {
  readonly kind: 'classes'
  readonly executor: ProcessorExecutor
}

/** What a host is asked to do. */
export type JobRequest =
  | ForecastRequest
  | SpeedJobRequest
  | BacktestRequest
  | EstimateRequest
  | LeakProofRequest
  | AutoRequest
  | ClassesRequest

/** A forecast whose executor is to be found by a trial before it begins. */
export interface OpenForecastRequest extends Omit<ForecastRequest, 'executor' | 'threads'> {
  readonly executor: 'auto'
}

/** What is queued: any job but a measurement that is part of a trial. */
export type QueuedRequest = Exclude<JobRequest, SpeedJobRequest> | OpenForecastRequest

/** What a job made, by its kind. */
export type JobResult =
  | { readonly kind: 'forecast'; readonly forecast: ForecastResult }
  | { readonly kind: 'speed'; readonly speeds: readonly Speed[] }
  | { readonly kind: 'backtest'; readonly backtest: BacktestResult }
  | { readonly kind: 'estimate'; readonly estimate: CostEstimate }
  | { readonly kind: 'leak-proof'; readonly proof: LeakProofResult }
  | { readonly kind: 'auto'; readonly auto: AutoForecast }
  | { readonly kind: 'classes'; readonly classes: ClassResult }

/** What a job tells while it runs, and then how it ended: the last event is one of the last three. */
export type JobEvent =
  | ForecastEvent
  | BacktestEvent
  /** Executors are tried on the model, to train it on the fastest; the next event is `executor-chosen`. */
  | { readonly kind: 'trial-started' }
  | { readonly kind: 'executor-chosen'; readonly trial: SpeedTrial }
  /** Share of an automatic forecast that is done, 0 to 1. */
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'done'; readonly result: JobResult }
  | { readonly kind: 'failed'; readonly error: PlainError }
  | { readonly kind: 'cancelled' }
