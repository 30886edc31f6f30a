import { EngineError, toPlainError } from '../errors'
import type { ForecasterDeps } from '../forecast/backtest-methods'
import { runForecast } from '../forecast/forecast'
import type { CheckpointKeeper, ForecastCheckpoint } from '../forecast/forecast-checkpoint'
import type { ExecutorFigure } from '../forecast/forecast-event'
import { runBacktest, runFoldsHere } from '../forecast/run-backtest'
import type { JobEvent, JobRequest, JobResult } from './protocol'
import { executorReasons } from './surroundings'
import type { Surroundings } from './surroundings'

export interface JobDeps extends Surroundings {
  /** Milliseconds of any clock that does not go back. */
  now(): number
  /** Awaited between batches: lets the host's messages in. */
  pause(): Promise<void>
  /** Looked at between batches; an `AbortSignal` fits. */
  readonly signal: { readonly aborted: boolean }
  /** Why the executor is at work, if there is more to say than that it was chosen. */
  readonly reason?: string
  readonly figures?: readonly ExecutorFigure[]
  /** Where a forecast goes on, and who keeps what it takes to. */
  readonly from?: ForecastCheckpoint
  readonly keeper?: CheckpointKeeper<ForecastCheckpoint>
  emit(event: JobEvent): void
}

/**
 * Runs a job to its end and tells how it ended: the last event emitted is `done`, `failed` or `cancelled`.
 * Never rejects for what the engine refuses.
 */
export async function runJob(request: JobRequest, deps: JobDeps): Promise<void> {
  try {
    deps.emit({ kind: 'done', result: await resultOf(request, deps) })
  } catch (error) {
    const cancelled = error instanceof EngineError && error.code === 'cancelled'
    deps.emit(cancelled ? { kind: 'cancelled' } : { kind: 'failed', error: toPlainError(error) })
  }
}

async function resultOf(request: JobRequest, deps: JobDeps): Promise<JobResult> {
  const createNetwork = deps.networks(request.executor)
  switch (request.kind) {
    case 'forecast': {
      const executorReason = deps.reason ?? executorReasons[request.executor]
      const forecast = await runForecast(request, { ...deps, createNetwork, executorReason })
      return { kind: 'forecast', forecast }
    }
    case 'backtest': {
      const { networks, readAugurs } = deps
      const made: ForecasterDeps = {
        createNetwork,
        createFused: networks('fused'),
        readAugurs,
        now: () => deps.now(),
      }
      const backtest = await runBacktest(request, {
        ...deps,
        parallel: 1,
        openFolds: (plan) => runFoldsHere(plan, made, deps),
      })
      return { kind: 'backtest', backtest }
    }
  }
}
