import { EngineError, toPlainError } from '../errors'
import type { ForecastCheckpoint } from '../forecast/forecast-checkpoint'
import type { JobCommand, JobMessage, StartOptions } from './port-messages'
import type { JobId, JobRequest } from './protocol'
import { runJob } from './run-job'
import type { Surroundings } from './surroundings'

/** What differs from thread to thread in how jobs run. */
export interface Pace {
  now(): number
  /** Awaited between batches: lets messages in. */
  pause(): Promise<void>
}

/**
 * Obeys commands: runs jobs, and posts their events and, where asked for, their checkpoints. Several jobs may run
 * at once, each in the pauses of the others.
 */
export function createJobRunner(
  post: (message: JobMessage) => void,
  surroundings: Surroundings,
  { now, pause }: Pace,
): (command: JobCommand) => void {
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

  return (command) => {
    if (command.kind === 'cancel') running.get(command.jobId)?.abort()
    else void run(command.jobId, command.request, command.options ?? {})
  }
}
