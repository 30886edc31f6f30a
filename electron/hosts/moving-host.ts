import type { PlainError } from '../../engine/errors'
import { epochOf, type ForecastCheckpoint } from '../../engine/forecast/forecast-checkpoint'
import type { ForecastRequest, JobEvent, JobId } from '../../engine/jobs/protocol'
import { isGpuExecutor } from '../../engine/network/network'
import type { HostOptions, JobHost, RunningJob } from './host'

/** Time between checkpoints of a job that may have to move, about. */
export const keepEveryMs = 500

/** What ends a job on the graphics processor, but not the job; `internal` is whatever its library throws. */
const movable: readonly PlainError['code'][] = [
  'backend-lost',
  'backend-inexact',
  'backend-unavailable',
  'internal',
]

/**
 * Runs jobs on the host that their executor needs. One that the graphics processor loses or fails, or that the
 * processor does not confirm, goes on with the fused kernels from its last checkpoint; a `backend-chosen`
 * event says so.
 */
export function createMovingHost(processor: JobHost, gpu: JobHost): JobHost {
  return {
    start(jobId, request, onEvent, options = {}) {
      return request.kind === 'forecast' && isGpuExecutor(request.executor)
        ? startMovable(processor, gpu, jobId, request, onEvent, options)
        : processor.start(jobId, request, onEvent, options)
    },
  }
}

function startMovable(
  processor: JobHost,
  gpu: JobHost,
  jobId: JobId,
  request: ForecastRequest,
  onEvent: (event: JobEvent) => void,
  options: HostOptions,
): RunningJob {
  let last: ForecastCheckpoint | null = options.from ?? null
  let lost: PlainError | null = null
  let cancelled = false
  let moved: RunningJob | null = null

  const first = gpu.start(
    jobId,
    request,
    (event) => {
      if (event.kind === 'failed' && movable.includes(event.error.code)) lost = event.error
      else onEvent(event)
    },
    {
      keepEveryMs,
      ...options,
      onCheckpoint(checkpoint) {
        last = checkpoint
        options.onCheckpoint?.(checkpoint)
      },
    },
  )

  async function follow(): Promise<void> {
    await first.done
    if (lost === null) return
    if (cancelled) {
      onEvent({ kind: 'cancelled' })
      return
    }
    moved = processor.start(jobId, onProcessor(request), onEvent, {
      ...options,
      ...(last === null ? {} : { from: last }),
      reason: `${whyMoved(lost)} ${goingOn(last)}`,
    })
    await moved.done
  }
  return {
    cancel() {
      cancelled = true
      ;(moved ?? first).cancel()
    },
    done: follow(),
  }
}

function onProcessor(request: ForecastRequest): ForecastRequest {
  return { ...request, executor: 'fused' }
}

function whyMoved({ code, message }: PlainError): string {
  return code === 'internal' ? `The graphics processor failed (${message}).` : message
}

/** Where the processor takes over, as a sentence. */
function goingOn(from: ForecastCheckpoint | null): string {
  if (from === null) return 'The run began again on the processor.'
  const epoch = epochOf(from)
  if (epoch === 0) return 'The refit is made on the processor.'
  const phase = from.phase === 'refit' ? ' of the refit' : ''
  return `The run goes on from epoch ${String(epoch)}${phase} on the processor.`
}
