import type { Worker } from 'node:worker_threads'
import { toPlainError } from '../../engine/errors'
import type { FromWorker, ToWorker } from '../../engine/jobs/port-messages'
import type { JobEvent } from '../../engine/jobs/protocol'
import { isLast, type JobHost } from './host'
import { threadError } from './thread-error'

export interface ThreadHostOptions {
  /** Makes the thread of one job. */
  readonly spawn: () => Worker
  /** How long a cancelled job may take to stop by itself before its thread is ended. */
  readonly graceMs: number
}

/** Runs each job in a worker thread of its own, which ends with the job. */
export function createThreadHost({ spawn, graceMs }: ThreadHostOptions): JobHost {
  return {
    start(jobId, request, onEvent) {
      const worker = spawn()
      const post = (message: ToWorker): void => worker.postMessage(message)
      let ended = false
      let grace: NodeJS.Timeout | undefined

      function report(event: JobEvent): void {
        if (ended) return
        if (isLast(event)) {
          ended = true
          clearTimeout(grace)
          void worker.terminate()
        }
        onEvent(event)
      }
      const fail = (error: Error): void =>
        report({ kind: 'failed', error: toPlainError(threadError('training', error)) })

      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'event') report(message.event)
      })
      worker.on('messageerror', fail)
      worker.on('error', fail)
      const done = new Promise<void>((resolve) => {
        worker.once('exit', (code) => {
          fail(new Error(`it ended by itself with code ${code}`))
          resolve()
        })
      })
      post({ kind: 'start', jobId, request })

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
