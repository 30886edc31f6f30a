import type { NetworkFactory } from '../network/network'
import type { ForecastEvent } from './forecast-event'

/** What a training takes from its surroundings. */
export interface TrainingDeps {
  readonly createNetwork: NetworkFactory
  /** Milliseconds of any clock that does not go back. */
  now(): number
  /** Awaited between batches: lets the host's messages in. */
  pause(): Promise<void>
  /** Looked at between batches; an `AbortSignal` fits. */
  readonly signal: { readonly aborted: boolean }
}

/** What a forecast takes from its surroundings. */
export interface ForecastDeps extends TrainingDeps {
  /** Why this executor makes the networks, as a sentence for the reader. */
  readonly executorReason: string
  emit(event: ForecastEvent): void
}
