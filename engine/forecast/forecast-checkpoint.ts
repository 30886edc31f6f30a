import type { TrainingCheckpoint } from '../train/checkpoint'
import type { HoldoutEvaluation } from './evaluate-holdout'

/** A forecast after a whole epoch of one of its trainings: plain data, on any executor the way on. */
export type ForecastCheckpoint =
  | { readonly phase: 'evaluate'; readonly training: TrainingCheckpoint }
  | {
      readonly phase: 'refit'
      readonly evaluation: HoldoutEvaluation
      /** Null before the refit's first whole epoch. */
      readonly training: TrainingCheckpoint | null
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
