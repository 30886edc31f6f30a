import type { NetworkFactory } from '../network/network'
import type { ForecastEvent } from './forecast-event'

/** What a forecast takes from its surroundings. */
export interface ForecastDeps {
  readonly createNetwork: NetworkFactory
  /** Milliseconds of any clock that does not go back. */
  now(): number
  /** Awaited between batches: lets the host's messages in. */
  pause(): Promise<void>
  /** Looked at between batches; an `AbortSignal` fits. */
  readonly signal: { readonly aborted: boolean }
  emit(event: ForecastEvent): void
}
