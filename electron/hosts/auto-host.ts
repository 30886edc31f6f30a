import { toPlainError } from '../../engine/errors'
import type {
  JobEvent,
  JobId,
  JobRequest,
  OpenForecastRequest,
  QueuedRequest,
} from '../../engine/jobs/protocol'
import { isSettled, settleTrial, type SpeedTrial } from '../../engine/jobs/speed-trial'
import { trialReason } from '../../engine/jobs/trial-text'
import type { HostOptions, JobHost, RunningJob } from './host'
import { runTrial, type TrialPlaces } from './speed-trials'

/** Where the outcomes of trials are kept, by machine and shape of the model. */
export interface TrialMemory {
  find(request: OpenForecastRequest): Promise<SpeedTrial | null>
  keep(request: OpenForecastRequest, trial: SpeedTrial): Promise<void>
}

/**
 * Runs jobs on `host`; a forecast that leaves its executor open is trained on the fastest, which is known from
 * `memory` or found by a trial before it starts. Figures and reason are told as events.
 */
export function createAutoHost(
  host: JobHost,
  places: TrialPlaces,
  memory: TrialMemory,
): JobHost<QueuedRequest> {
  return {
    start: (jobId, request, onEvent, options = {}) =>
      isOpen(request)
        ? startOpen(host, places, memory, jobId, request, onEvent, options)
        : host.start(jobId, request, onEvent, options),
  }
}

function isOpen(request: QueuedRequest): request is OpenForecastRequest {
  return request.executor === 'auto'
}

function startOpen(
  host: JobHost,
  places: TrialPlaces,
  memory: TrialMemory,
  jobId: JobId,
  request: OpenForecastRequest,
  onEvent: (event: JobEvent) => void,
  options: HostOptions,
): RunningJob {
  const controller = new AbortController()
  const { signal } = controller
  const left: Promise<void>[] = []
  let job: RunningJob | null = null

  async function chosen(): Promise<SpeedTrial> {
    const known = await memory.find(request)
    if (known !== null) return known
    onEvent({ kind: 'trial-started' })
    const { figures, ended } = await runTrial(places, jobId, request, signal)
    left.push(ended)
    const trial = settleTrial(figures)
    if (!signal.aborted && isSettled(trial)) await memory.keep(request, trial)
    return trial
  }

  async function follow(): Promise<void> {
    try {
      const trial = await chosen()
      if (signal.aborted) onEvent({ kind: 'cancelled' })
      else {
        onEvent({ kind: 'executor-chosen', trial })
        const reason = trialReason(trial)
        job = host.start(jobId, settled(request, trial), onEvent, { ...options, reason })
        await job.done
      }
    } catch (thrown) {
      onEvent({ kind: 'failed', error: toPlainError(thrown) })
    }
    await Promise.all(left)
  }
  return {
    cancel() {
      controller.abort()
      job?.cancel()
    },
    done: follow(),
  }
}

function settled(request: OpenForecastRequest, { choice }: SpeedTrial): JobRequest {
  if (choice.executor !== 'fused') return { ...request, executor: choice.executor }
  const { threads } = choice
  return { ...request, executor: 'fused', ...(threads === null ? {} : { threads }) }
}
