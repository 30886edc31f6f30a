import type { Machine } from './machine'

/** What a shard's pass over the network is about; one object per thread, reused. */
export interface ShardRun {
  /** First window of the shard in the batch, and the windows in the batch. */
  first: number
  size: number
  /** Address of the valid steps of the stack for each row of the shard, or 0 if all are valid. */
  lengths: number
  training: boolean
  /** Training batches seen before this one: the counter of the dropout streams. */
  batch: number
  /** Unmasked targets in the whole batch. */
  targets: number
  /** Whether to keep ‖∂L/∂h_t‖ and the saturation of gates. */
  traced: boolean
  /** Address of the flat copy of weights in use: the weights or their average. */
  weights: number
  /** Address of the shard's gradients, laid out as the weights. */
  gradients: number
}

/** One operation of the network on the rows of a shard, and its way back. */
export interface Stage {
  forward(machine: Machine, run: ShardRun): void
  /** Adds to the shard's gradients and gives the gradient of the stage's input. */
  backward(machine: Machine, run: ShardRun): void
}
