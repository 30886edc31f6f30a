import type {
  ClassesRequest,
  DatasetId,
  DatasetProfile,
  GridRow,
  JobEvent,
  JobId,
  NamedValues,
  QueuedRequest,
  RoleAssignment,
} from '../engine/jobs/protocol'
import type { AdapterReport } from '../engine/jobs/gpu-messages'
import type { KeptTrial } from '../engine/jobs/speed-trial'
import type { RepairPreview } from '../engine/jobs/repair-preview'
import type { HealthReport } from '../engine/data/health/check-health'
import type { RepairStep } from '../engine/data/repairs/repair-step'
import type { RepairList } from '../engine/data/repairs/step-list'
import type { ErrorCode, ErrorDetails } from '../engine/errors'
import type { Series } from '../engine/data/series'
import type { ClipboardContent } from '../engine/import/clipboard'
import type { ReadChoices } from '../engine/import/reader'

/** What crosses between a window and the main process. Everything else about IPC derives from this file. */
export interface AppCalls {
  'app.info'(): AppInfo
  /** What trains on this computer and how fast; looks for graphics processors, which takes a second or more. */
  'app.diagnostics'(): Diagnostics
  /** Puts text on the clipboard. */
  'clipboard.write'(request: { text: string }): null
  /** Lets executors be tried again on every model. */
  'trials.forget'(): null
  /** Shows the system's open dialog; null when the user closes it. */
  'file.choose'(): OpenedDataset | null
  /** Opens a path that the user dropped or that stands among the recent files. */
  'file.open'(request: { path: string }): OpenedDataset
  /** Pastes into the page as Ctrl V does, for a button: the page's own `paste` event brings the content. */
  'clipboard.paste'(): null
  /** Opens what was pasted: a table of a spreadsheet program or of a page, or text. */
  'clipboard.open'(request: ClipboardContent): OpenedDataset
  'file.recent'(): readonly RecentFile[]
  'file.forget'(request: { path: string }): readonly RecentFile[]
  /** Stops what is being read: its call is refused with `cancelled`. */
  'reading.cancel'(): null
  'sample.list'(): readonly Sample[]
  'sample.open'(request: { id: string }): OpenedDataset
  /** Reads the source of an open dataset again, in another way, under a new id; the old one stays open. */
  'dataset.reread'(request: { id: DatasetId; choices: ReadChoices }): OpenedDataset
  'dataset.rows'(request: { id: DatasetId; from: number; count: number }): readonly GridRow[]
  'dataset.assign'(request: {
    id: DatasetId
    roles: RoleAssignment
    selectedId: string | null
  }): DatasetProfile
  'dataset.series'(request: { id: DatasetId }): Series
  /** Columns of numbers on the steps of the series, whatever their roles. */
  'dataset.columns'(request: { id: DatasetId; names: readonly string[] }): readonly NamedValues[]
  /** Replaces the list of repairs; the file is never changed. */
  'dataset.repair'(request: { id: DatasetId; steps: RepairList }): DatasetProfile
  /** What the list with one more step would change; nothing is changed by asking. */
  'dataset.preview'(request: { id: DatasetId; step: RepairStep }): RepairPreview
  /** What the data suffers from after its repairs, the gravest first. */
  'dataset.health'(request: { id: DatasetId }): HealthReport
  /** Asks where to save and writes a list of repairs; null when the user closes the dialog. */
  'repairs.save'(request: { steps: RepairList; id: DatasetId }): { readonly path: string } | null
  /** Asks for a list that was saved and reads it; null when the user closes the dialog. */
  'repairs.open'(): { readonly name: string; readonly steps: RepairList } | null
  'dataset.close'(request: { id: DatasetId }): null
  /** Queues a job on the dataset's series. */
  'job.start'(request: { datasetId: DatasetId; order: JobOrder }): { readonly jobId: JobId }
  'job.cancel'(request: { jobId: JobId }): null
  /** Asks where to save and writes the job's forecast as CSV; null when the user closes the dialog. */
  'forecast.export'(request: {
    jobId: JobId
  }): { readonly path: string; readonly rows: number } | null
  /** Shows a file that this run exported in the system's file manager. */
  'file.reveal'(request: { path: string }): null
}

type WithoutSeries<R> = R extends unknown ? Omit<R, 'series'> : never

/** A forecast of classes; those of a column are read by main. */
export interface ClassesOrder extends Pick<ClassesRequest, 'kind' | 'spec' | 'executor'> {
  /** Column of classes; null for where the values of the target go. */
  readonly column: string | null
}

/** A job without its series, which main adds. */
export type JobOrder = WithoutSeries<Exclude<QueuedRequest, ClassesRequest>> | ClassesOrder

export interface AppEvents {
  'job.event': { readonly jobId: JobId; readonly event: JobEvent }
  /** A file was named on the command line or by the menu; the window opens it as if dropped. */
  'file.requested': { readonly path: string }
  /** How much of what is being read is read, 0 to 1, of how many bytes. */
  'dataset.progress': { readonly done: number; readonly bytes: number }
  /** The open file changed on disk; what was read stays in use until the user reloads it. */
  'file.changed': { readonly id: DatasetId; readonly change: 'modified' | 'deleted' }
  'menu.command': { readonly command: MenuCommand }
}

export type MenuCommand = 'open' | 'primary' | 'export' | 'about' | 'welcome'

export interface AppInfo {
  readonly version: string
  /** `official`, or `fallback` where Electron's own download was blocked. */
  readonly runtime: 'official' | 'fallback'
  readonly electron: string
  readonly chromium: string
  readonly node: string
  /** Logical cores of this machine. */
  readonly cores: number
}

export interface OpenedDataset {
  readonly profile: DatasetProfile
  readonly source:
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'sample'; readonly id: string }
    | { readonly kind: 'clipboard' }
  /** How the user wanted it to be read. */
  readonly choices: ReadChoices
}

/** What trains on this computer. */
export interface Diagnostics {
  /** Such as `Linux 6.1.0 x64`. */
  readonly system: string
  readonly processor: {
    readonly model: string
    /** Threads that one network may use. */
    readonly threads: number
    readonly kernels: KernelBuild
  }
  readonly graphics: {
    /** By vendor and device, such as `10de:2504`; `none` where the system names none. */
    readonly devices: string
    /** Whether Chromium draws with a graphics processor. */
    readonly accelerated: boolean
    readonly adapters: readonly AdapterReport[]
    /** Why there was no answer, or null. */
    readonly fault: WireError | null
  }
  /** The newest first. */
  readonly trials: readonly KeptTrial[]
}

/** The build of the own kernels that jobs use, and where they run. */
export interface KernelBuild {
  readonly name: 'simd' | 'relaxed' | 'wide'
  readonly bits: 128 | 256
  readonly place: 'process' | 'thread'
}

export interface RecentFile {
  readonly path: string
  readonly name: string
  readonly folder: string
  /** Instant of last opening, milliseconds since 1970 UTC. */
  readonly openedAt: number
  /** The last verdict on it in a few words, or null when never forecast. */
  readonly verdict: string | null
}

export interface Sample {
  readonly id: string
  readonly title: string
  /** Such as `Daily, 1,461 rows`. */
  readonly summary: string
  /** Such as `NOAA, public domain`. */
  readonly licence: string
  /** Shape of its target for a small picture, at most 120 values. */
  readonly sparkline: readonly number[]
}

export type CallName = keyof AppCalls
export type EventName = keyof AppEvents

/** Every call once; `satisfies` makes a missing or unknown name a compile error. */
const calls = {
  'app.info': true,
  'app.diagnostics': true,
  'clipboard.write': true,
  'trials.forget': true,
  'file.choose': true,
  'file.open': true,
  'file.recent': true,
  'file.forget': true,
  'clipboard.paste': true,
  'clipboard.open': true,
  'file.reveal': true,
  'reading.cancel': true,
  'sample.list': true,
  'sample.open': true,
  'dataset.reread': true,
  'dataset.rows': true,
  'dataset.assign': true,
  'dataset.series': true,
  'dataset.columns': true,
  'dataset.repair': true,
  'dataset.preview': true,
  'dataset.health': true,
  'repairs.save': true,
  'repairs.open': true,
  'dataset.close': true,
  'job.start': true,
  'job.cancel': true,
  'forecast.export': true,
} satisfies Record<CallName, true>

const events = {
  'job.event': true,
  'file.requested': true,
  'dataset.progress': true,
  'file.changed': true,
  'menu.command': true,
} satisfies Record<EventName, true>

const isCallName = (name: string): name is CallName => Object.hasOwn(calls, name)
const isEventName = (name: string): name is EventName => Object.hasOwn(events, name)

export const callNames = Object.keys(calls).filter(isCallName)
export const eventNames = Object.keys(events).filter(isEventName)

export type Request<N extends CallName> = Parameters<AppCalls[N]>[0]
export type Response<N extends CallName> = ReturnType<AppCalls[N]>

export interface WireError {
  readonly code: ErrorCode
  readonly message: string
  readonly details: ErrorDetails
}

export type Reply<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: WireError }

/** What the preload puts on `window.hindcast`. */
export interface AppBridge {
  /** Never rejects because of a request's content: a refusal is a reply with `ok: false`. */
  call<N extends CallName>(name: N, request: Request<N>): Promise<Reply<Response<N>>>
  /** Returns a function that stops listening. */
  on<N extends EventName>(name: N, listener: (event: AppEvents[N]) => void): () => void
  /** The path of a file that the user dropped on the window. */
  pathOf(file: File): string
}

/**
 * What the hidden window for the graphics processor gets, and all that it gets: one port, sent under this
 * name. Across it go the messages of `engine/jobs/gpu-messages.ts`.
 */
export const gpuPortMessage = 'gpu.port'
