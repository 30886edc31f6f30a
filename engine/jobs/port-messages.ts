import type { PlainError } from '../errors'
import type { ForecastCheckpoint } from '../forecast/forecast-checkpoint'
import type { DataCalls, JobEvent, JobId, JobRequest } from './protocol'

export type DataCallName = keyof DataCalls

/** What a host sends to a worker. A file's bytes in an `open` call are transferred, not copied. */
export type ToWorker =
  | {
      [N in DataCallName]: {
        readonly kind: 'call'
        /** Chosen by the host, unique among its open calls; the reply carries it back. */
        readonly id: number
        readonly name: N
        readonly request: Parameters<DataCalls[N]>[0]
      }
    }[DataCallName]
  | JobCommand

/** What starts and ends jobs, wherever they run. */
export type JobCommand =
  | {
      readonly kind: 'start'
      readonly jobId: JobId
      readonly request: JobRequest
      readonly options?: StartOptions
    }
  | { readonly kind: 'cancel'; readonly jobId: JobId }

/** How a forecast starts where it is not simply begun. */
export interface StartOptions {
  /** Where it goes on; from the beginning if absent. */
  readonly from?: ForecastCheckpoint
  /** Why this executor is at work, if there is more to say than that it was chosen. */
  readonly reason?: string
  /** Least time between two checkpoints, which are sent after whole epochs; none if absent. */
  readonly keepEveryMs?: number
}

export type CallMessage = Extract<ToWorker, { readonly kind: 'call' }>

/** What a worker sends back: one reply a call, and a job's events, of which the last ends it. */
export type FromWorker =
  | {
      readonly kind: 'reply'
      readonly id: number
      readonly ok: true
      readonly value: ReturnType<DataCalls[DataCallName]>
    }
  | {
      readonly kind: 'reply'
      readonly id: number
      readonly ok: false
      readonly error: PlainError
    }
  | JobMessage

/** What running jobs tell. */
export type JobMessage =
  | { readonly kind: 'event'; readonly jobId: JobId; readonly event: JobEvent }
  | {
      readonly kind: 'checkpoint'
      readonly jobId: JobId
      readonly checkpoint: ForecastCheckpoint
    }

/** One end of a channel, as `worker_threads` and the browser both have it, typed by what crosses it. */
export interface Port<Outgoing, Incoming> {
  postMessage(message: Outgoing, transfer?: readonly ArrayBuffer[]): void
  /** Calls the listener for each message from the other end. */
  onMessage(listener: (message: Incoming) => void): void
}

/** The worker's end, given to `serve`. */
export type WorkerPort = Port<FromWorker, ToWorker>
