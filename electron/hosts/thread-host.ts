import { toPlainError } from '../../engine/errors'
import type { FromWorker, ToWorker } from '../../engine/jobs/port-messages'
import type { JobEvent } from '../../engine/jobs/protocol'
import { isLast, type JobHost } from './host'
import { threadError } from './thread-error'

/** A thread or process that runs one job, started and waiting for its request. */
export interface JobThread {
  postMessage(message: ToWorker): void
  onMessage(listener: (message: FromWorker) => void): void
  onError(listener: (error: Error) => void): void
  /** Called once with the code, or the signal, that ended it. */
  onExit(listener: (reason: number | string) => void): void
  terminate(): void
}

export interface ThreadHostOptions {
  /** Makes the place of one job. */
  readonly spawn: () => JobThread
  /** How long a cancelled job may take to stop by itself before its thread is ended. */
  readonly graceMs: number
}

/** Runs each job in a thread or process of its own, which ends with the job. */
export function createThreadHost({ spawn, graceMs }: ThreadHostOptions): JobHost {
  return {
    start(jobId, request, onEvent, hostOptions = {}) {
      const { onCheckpoint, ...options } = hostOptions
      const worker = spawn()
      const post = (message: ToWorker): void => worker.postMessage(message)
      let ended = false
      let grace: NodeJS.Timeout | undefined

      function report(event: JobEvent): void {
        if (ended) return
        if (isLast(event)) {
          ended = true
          clearTimeout(grace)
          worker.terminate()
        }
        onEvent(event)
      }
      const fail = (error: Error): void =>
        report({ kind: 'failed', error: toPlainError(threadError('training', error)) })

      worker.onMessage((message) => {
        if (message.kind === 'event') report(message.event)
        else if (message.kind === 'checkpoint' && !ended) onCheckpoint?.(message.checkpoint)
      })
      worker.onError(fail)
      const done = new Promise<void>((resolve) => {
        worker.onExit((reason) => {
          fail(new Error(`it ended by itself with code ${reason}`))
          resolve()
        })
      })
      post({ kind: 'start', jobId, request, options })

      return {
        cancel() {
          if (ended || grace !== undefined) return
          post({ kind: 'cancel', jobId })
          grace = setTimeout(() => report({ kind: 'cancelled' }), graceMs)
        },
        done,
      }
    },
  }
}
