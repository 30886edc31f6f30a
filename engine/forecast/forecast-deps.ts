import type { AugursReader } from '../evaluate/baselines/mstl-ets'
import type { NetworkFactory } from '../network/network'
import type { TrainingCheckpoint } from '../train/checkpoint'
import type { CheckpointKeeper, ForecastCheckpoint, ForecastStage } from './forecast-checkpoint'
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
  /** Where the training goes on, instead of beginning. */
  readonly trainFrom?: TrainingCheckpoint
  readonly trainKeeper?: CheckpointKeeper<TrainingCheckpoint>
}

/** What a forecast takes from its surroundings. */
export interface ForecastDeps extends TrainingDeps {
  /** For the baselines that judge the network. */
  readonly readAugurs: AugursReader
  /** Why this executor makes the networks, as a sentence for the reader. */
  readonly executorReason: string
  /** Where the forecast goes on, instead of beginning. */
  readonly from?: ForecastCheckpoint
  readonly keeper?: CheckpointKeeper<ForecastCheckpoint>
  emit(event: ForecastEvent): void
}

/** The same for a part of the forecast, which knows its stage but not what trained before. */
export interface StagedDeps extends Omit<ForecastDeps, 'keeper'> {
  readonly keeper?: CheckpointKeeper<ForecastStage>
}
