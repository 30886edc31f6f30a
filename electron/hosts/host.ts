import type { ForecastCheckpoint } from '../../engine/forecast/forecast-checkpoint'
import type { StartOptions } from '../../engine/jobs/port-messages'
import type { JobEvent, JobId, JobRequest } from '../../engine/jobs/protocol'

/** A job at work somewhere outside of the main process' own thread. */
export interface RunningJob {
  /** Asks the job to stop; its last event follows within a second, whatever the job is doing. */
  cancel(): void
  /** Settles when nothing of the job is left running; never rejects. */
  readonly done: Promise<void>
}

/** How a job starts, and who is given its checkpoints where `keepEveryMs` asks for some. */
export interface HostOptions extends StartOptions {
  onCheckpoint?(checkpoint: ForecastCheckpoint): void
}

/**
 * A place where jobs run. For each job `onEvent` gets its events in order, exactly one of which is the
 * last: `done`, `failed` or `cancelled`.
 */
export interface JobHost<Request = JobRequest> {
  start(
    jobId: JobId,
    request: Request,
    onEvent: (event: JobEvent) => void,
    options?: HostOptions,
  ): RunningJob
}

export type LastEvent = Extract<JobEvent, { readonly kind: 'done' | 'failed' | 'cancelled' }>

export function isLast(event: JobEvent): event is LastEvent {
  return event.kind === 'done' || event.kind === 'failed' || event.kind === 'cancelled'
}
