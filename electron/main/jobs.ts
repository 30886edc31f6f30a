import { EngineError, toPlainError } from '../../engine/errors'
import type { ClassRows } from '../../engine/export/class-table'
import type { ForecastRows } from '../../engine/export/forecast-table'
import type { JobEvent, JobId, JobResult, QueuedRequest } from '../../engine/jobs/protocol'
import { isLast, type JobHost, type RunningJob } from '../hosts/host'

/** Jobs of this run: queued, at work, and ended ones with their results. */
export interface Jobs<Request = QueuedRequest> {
  /** Queues a job; its events come to `onEvent`, the last of them exactly once. */
  start(request: Request, onEvent: (jobId: JobId, event: JobEvent) => void): JobId
  /** Nothing happens when the job has ended already. Throws `job-unknown`. */
  cancel(jobId: JobId): void
  /** Throws `job-unknown` where there is no such job, or it has made no forecast. */
  forecast(jobId: JobId): ForecastRows | ClassRows
  /** Cancels everything; settles when nothing runs any more. */
  close(): Promise<void>
}

type State<Request> =
  | { readonly kind: 'queued'; readonly request: Request }
  | { readonly kind: 'running'; readonly running: RunningJob }
  | { readonly kind: 'ended'; readonly result: JobResult | null }

interface Job<Request> {
  readonly id: JobId
  readonly onEvent: (event: JobEvent) => void
  state: State<Request>
}

/** At most `limit` jobs run at a time on `host`, the oldest first. */
export function createJobs<Request>(host: JobHost<Request>, limit: number): Jobs<Request> {
  const jobs = new Map<JobId, Job<Request>>()
  const threads = new Set<Promise<void>>()
  let nextId = 1

  function find(id: JobId): Job<Request> {
    const job = jobs.get(id)
    if (job !== undefined) return job
    throw new EngineError('job-unknown', `There is no training run ${id}.`, {
      remedy: 'Train again.',
    })
  }

  function receive(job: Job<Request>, event: JobEvent): void {
    if (job.state.kind === 'ended') return
    if (isLast(event)) {
      job.state = { kind: 'ended', result: event.kind === 'done' ? event.result : null }
    }
    job.onEvent(event)
  }

  function run(job: Job<Request>, request: Request): void {
    try {
      const running = host.start(job.id, request, (event) => receive(job, event))
      // Its slot is taken until its thread is gone, not only until its last event.
      if (job.state.kind === 'queued') job.state = { kind: 'running', running }
      threads.add(running.done)
      void running.done.then(() => {
        threads.delete(running.done)
        fill()
      })
    } catch (error) {
      receive(job, { kind: 'failed', error: toPlainError(error) })
    }
  }

  function fill(): void {
    for (const job of jobs.values()) {
      if (threads.size >= limit) return
      if (job.state.kind === 'queued') run(job, job.state.request)
    }
  }

  function stop(job: Job<Request>): void {
    if (job.state.kind === 'running') job.state.running.cancel()
    if (job.state.kind === 'queued') receive(job, { kind: 'cancelled' })
  }

  return {
    start(request, onEvent) {
      const id = `job-${nextId++}`
      jobs.set(id, {
        id,
        onEvent: (event) => onEvent(id, event),
        state: { kind: 'queued', request },
      })
      // Not now: the caller must know the id before the first event comes.
      setImmediate(fill)
      return id
    },
    cancel: (id) => stop(find(id)),
    forecast(id) {
      const { state } = find(id)
      const result = state.kind === 'ended' ? state.result : null
      if (result?.kind === 'forecast') return result.forecast
      if (result?.kind === 'auto') return result.auto
      if (result?.kind === 'classes') return result.classes
      throw new EngineError('job-unknown', `The training run ${id} has made no forecast.`, {
        remedy: 'Wait until it is done, or train again.',
      })
    },
    async close() {
      for (const job of jobs.values()) stop(job)
      await Promise.all(threads)
    },
  }
}
