import { EngineError, toPlainError } from '../errors'
import { foldSetupOf } from '../forecast/backtest-methods'
import { forecastClasses } from '../forecast/class-forecast'
import { estimateCost } from '../forecast/estimate-cost'
import { runnerOf } from '../forecast/fold-setup'
import { runForecast } from '../forecast/forecast'
import type { CheckpointKeeper, ForecastCheckpoint } from '../forecast/forecast-checkpoint'
import { measureSpeed } from '../forecast/measure-speed'
import { runAuto } from '../forecast/run-auto'
import { runBacktest } from '../forecast/run-backtest'
import type { BacktestDeps } from '../forecast/run-backtest'
import { runLeakProof } from '../forecast/run-leak-proof'
import type { ProcessorExecutor } from '../network/network'
import type { JobEvent, JobRequest, JobResult } from './protocol'
import { executorReasons } from './surroundings'
import type { Surroundings } from './surroundings'

export interface JobDeps extends Surroundings {
  /** Milliseconds of any clock that does not go back. */
  now(): number
  /** Awaited between batches: lets the host's messages in. */
  pause(): Promise<void>
  /** Looked at between batches. */
  readonly signal: AbortSignal
  /** Why the executor is at work, if there is more to say than that it was chosen. */
  readonly reason?: string
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
      const own = deps.networks(request.executor, request.threads)
      const forecast = await runForecast(request, { ...deps, createNetwork: own, executorReason })
      return { kind: 'forecast', forecast }
    }
    case 'speed': {
      const networksOf = (threads: number) => deps.networks(request.executor, threads)
      return { kind: 'speed', speeds: await measureSpeed(request, { ...deps, networksOf }) }
    }
    case 'backtest': {
      const backtest = await runBacktest(request, backtestDeps(request.executor, deps))
      return { kind: 'backtest', backtest }
    }
    case 'estimate':
      return { kind: 'estimate', estimate: await estimateCost(request, { ...deps, createNetwork }) }
    case 'leak-proof': {
      const proof = await runLeakProof(request, backtestDeps(request.executor, deps))
      return { kind: 'leak-proof', proof }
    }
    case 'classes': {
      const executorReason = executorReasons[request.executor]
      const classes = await forecastClasses(request, { ...deps, createNetwork, executorReason })
      return { kind: 'classes', classes }
    }
    case 'auto': {
      const progress = (done: number): void => deps.emit({ kind: 'progress', done })
      const auto = await runAuto(request, { ...deps, createNetwork, progress })
      return { kind: 'auto', auto }
    }
  }
}

function backtestDeps(executor: ProcessorExecutor, deps: JobDeps): BacktestDeps {
  const { foldThreads, signal } = deps
  return {
    signal,
    now: () => deps.now(),
    emit: (event) => deps.emit(event),
    parallel: foldThreads?.parallel ?? 1,
    openFolds(plan) {
      const setup = foldSetupOf(plan, executor)
      return foldThreads?.open(setup, signal) ?? runnerOf(setup, deps, deps)
    },
  }
}
