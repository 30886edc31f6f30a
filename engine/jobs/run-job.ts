import { EngineError, toPlainError } from '../errors'
import type { ForecastDeps } from '../forecast/forecast-deps'
import { runForecast } from '../forecast/forecast'
import type { ForecastRequest, JobEvent } from './protocol'

export interface JobDeps extends Omit<ForecastDeps, 'emit'> {
  emit(event: JobEvent): void
}

/**
 * Runs a forecast to its end and tells how it ended: the last event emitted is `done`, `failed` or
 * `cancelled`. Never rejects for what the engine refuses.
 */
export async function runJob(request: ForecastRequest, deps: JobDeps): Promise<void> {
  try {
    deps.emit({ kind: 'done', result: await runForecast(request, deps) })
  } catch (error) {
    const cancelled = error instanceof EngineError && error.code === 'cancelled'
    deps.emit(cancelled ? { kind: 'cancelled' } : { kind: 'failed', error: toPlainError(error) })
  }
}
