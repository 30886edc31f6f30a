import type { TrainingCheckpoint } from '../train/checkpoint'
import type { HoldoutEvaluation } from './evaluate-holdout'

/** Where a forecast stands after a whole epoch of one of its trainings. */
export type ForecastStage =
  | { readonly phase: 'evaluate'; readonly training: TrainingCheckpoint }
  | {
      readonly phase: 'refit'
      readonly evaluation: HoldoutEvaluation
      /** Null before the refit's first whole epoch. */
      readonly training: TrainingCheckpoint | null
    }

/** The same as plain data, on any executor the way on. */
export type ForecastCheckpoint = ForecastStage & {
  /** What has trained so far, in order. */
  readonly backends: readonly string[]
}

/** Who keeps checkpoints: asked after each epoch, because reading a network may cost time. */
export interface CheckpointKeeper<C> {
  due(): boolean
  save(checkpoint: C): void
}

/** Epochs finished of the training that a checkpoint is in; 0 where it has not begun. */
export function epochOf({ training }: ForecastCheckpoint): number {
  return training?.epoch ?? 0
}
