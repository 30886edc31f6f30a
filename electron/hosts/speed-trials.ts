import { toPlainError } from '../../engine/errors'
import type { Speed } from '../../engine/forecast/measure-speed'
import type { AdapterReport } from '../../engine/jobs/gpu-messages'
import type { JobEvent, JobId, OpenForecastRequest } from '../../engine/jobs/protocol'
import { threadCounts, type Figure, type Outcome, type Place } from '../../engine/jobs/speed-trial'
import type { JobHost, RunningJob } from './host'

/** Most that a trial may take in all, and the part of it that the processor's threads may take. */
const trialMs = 2000
const processorMs = 1100

/** What takes part in a trial. */
export interface TrialPlaces {
  readonly processor: JobHost
  readonly gpu: JobHost
  /** Threads that one network may use on the processor, at least 1. */
  readonly threads: number
  /** Graphics processors; none where the browser draws in software anyway. */
  adapters(): Promise<readonly AdapterReport[]>
  /** Milliseconds of any clock that does not go back. */
  now(): number
}

export interface TrialEnd {
  readonly figures: readonly Figure[]
  /** Settles when nothing of the trial runs any more. */
  readonly ended: Promise<void>
}

/**
 * Trains the model for a few steps in every place, one after the other, within two seconds in all.
 * What is late is not waited for.
 */
export async function runTrial(
  { processor, gpu, threads, adapters, now }: TrialPlaces,
  jobId: JobId,
  { series, spec }: OpenForecastRequest,
  signal: AbortSignal,
): Promise<TrialEnd> {
  const untilMs = now() + trialMs
  const jobs: RunningJob[] = []
  const request = { kind: 'speed', series, spec } as const
  // Looking for adapters takes a window, which opens meanwhile.
  const found = withinTime(adapters().catch(failed), trialMs, { kind: 'late' } as const)

  async function measure(
    host: JobHost,
    executor: Place['executor'],
    counts: readonly number[],
    budgetMs: number,
  ): Promise<readonly Speed[] | Outcome> {
    if (budgetMs <= 0 || signal.aborted) return { kind: 'late' }
    const told = new Promise<readonly Speed[] | Outcome>((resolve) => {
      const onEvent = (event: JobEvent): void => {
        const answer = answerOf(event)
        if (answer !== null) resolve(answer)
      }
      const order = { ...request, executor, threads: counts, budgetMs }
      const job = host.start(`${jobId}-${executor}`, order, onEvent)
      jobs.push(job)
      signal.addEventListener('abort', () => job.cancel(), { once: true })
    })
    const answer = await withinTime(told, untilMs - now(), { kind: 'late' } as const)
    jobs.at(-1)?.cancel()
    return answer
  }

  const counts = threadCounts(threads)
  const own = await measure(processor, 'fused', counts, processorMs)
  const figures: Figure[] = counts.map((count) => ({
    place: { executor: 'fused', threads: count },
    outcome: outcomeOf(own, count),
  }))
  const described = await found
  if ('kind' in described) {
    figures.push({ place: { executor: 'webgl', adapter: null }, outcome: described })
    return finished(figures, jobs)
  }
  for (const { executor, renderer, software, precision } of described) {
    const place = { executor, adapter: renderer }
    if (software) figures.push({ place, outcome: { kind: 'software' } })
    else if (precision !== 'float32') figures.push({ place, outcome: { kind: 'half-float' } })
    else {
      const answer = await measure(gpu, executor, [1], untilMs - now())
      figures.push({ place, outcome: outcomeOf(answer, 1) })
    }
  }
  return finished(figures, jobs)
}

function finished(figures: readonly Figure[], jobs: readonly RunningJob[]): TrialEnd {
  return { figures, ended: Promise.all(jobs.map(({ done }) => done)).then(() => undefined) }
}

function failed(thrown: unknown): Outcome {
  return { kind: 'failed', message: toPlainError(thrown).message }
}

function answerOf(event: JobEvent): readonly Speed[] | Outcome | null {
  if (event.kind === 'failed') return { kind: 'failed', message: event.error.message }
  if (event.kind === 'cancelled') return { kind: 'late' }
  return event.kind === 'done' && event.result.kind === 'speed' ? event.result.speeds : null
}

function outcomeOf(answer: readonly Speed[] | Outcome, threads: number): Outcome {
  if ('kind' in answer) return answer
  const stepsPerSecond = answer.find((speed) => speed.threads === threads)?.stepsPerSecond ?? null
  return stepsPerSecond === null ? { kind: 'late' } : { kind: 'measured', stepsPerSecond }
}

/** What `answer` gives, or `otherwise` when it is not there in time. */
async function withinTime<T>(answer: Promise<T>, timeMs: number, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), Math.max(0, timeMs))
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
