import { EngineError, toPlainError } from '../errors'
import type { ForecastCheckpoint } from '../forecast/forecast-checkpoint'
import type { FromWorker, StartOptions } from './port-messages'
import type { JobId, JobRequest } from './protocol'
import { runJob } from './run-job'
import type { Surroundings } from './surroundings'

/** What differs from thread to thread in how jobs run. */
export interface Pace {
  now(): number
  /** Awaited between batches: lets messages in. */
  pause(): Promise<void>
}

export interface JobRunner {
  /** Runs a job and posts its events and, where asked for, its checkpoints. */
  start(jobId: JobId, request: JobRequest, options?: StartOptions): void
  cancel(jobId: JobId): void
}

type JobMessage = Extract<FromWorker, { readonly kind: 'event' | 'checkpoint' }>

/** Several jobs may run at once, each in the pauses of the others. */
export function createJobRunner(
  post: (message: JobMessage) => void,
  surroundings: Surroundings,
  { now, pause }: Pace,
): JobRunner {
  const running = new Map<JobId, AbortController>()

  async function run(jobId: JobId, request: JobRequest, options: StartOptions): Promise<void> {
    if (running.has(jobId)) {
      const error = new EngineError('request-invalid', `Job ${jobId} is running already.`)
      post({ kind: 'event', jobId, event: { kind: 'failed', error: toPlainError(error) } })
      return
    }
    const controller = new AbortController()
    running.set(jobId, controller)
    const { keepEveryMs } = options
    let keptMs = now()
    await runJob(request, {
      ...surroundings,
      ...options,
      ...(keepEveryMs === undefined
        ? {}
        : {
            keeper: {
              due: () => now() - keptMs >= keepEveryMs,
              save(checkpoint: ForecastCheckpoint) {
                keptMs = now()
                post({ kind: 'checkpoint', jobId, checkpoint })
              },
            },
          }),
      now,
      pause,
      signal: controller.signal,
      emit: (event) => post({ kind: 'event', jobId, event }),
    })
    running.delete(jobId)
  }

  return {
    start: (jobId, request, options = {}) => void run(jobId, request, options),
    cancel: (jobId) => running.get(jobId)?.abort(),
  }
}
