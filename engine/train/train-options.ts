import type { GradientFlow, Network } from '../network/network'
import type { ModelSpec } from '../spec/model-spec'
import type { TrainingCheckpoint } from './checkpoint'
import type { WindowSource } from './window-source'

export interface BatchEvent {
  /** 1-based, as is `batch`. */
  readonly epoch: number
  readonly batch: number
  readonly batches: number
  readonly loss: number
  readonly gradientNorm: number
}

export interface EpochEvent {
  readonly epoch: number
  /** Mean over the epoch's observed targets, each before its own step, dropout on. */
  readonly trainingLoss: number
  /** Null without validation windows. */
  readonly validationLoss: number | null
  /** Least validation loss so far; without validation this epoch. */
  readonly bestEpoch: number
  /** What this epoch took. */
  readonly seconds: number
}

/** How the loss reaches back in time, sampled now and then at under 3 % of the training's time. */
export interface GradientFlowEvent {
  readonly epoch: number
  readonly batch: number
  readonly flow: GradientFlow
}

/** Called by name while training; they must not throw. */
export interface TrainCallbacks {
  batch(event: BatchEvent): void
  epoch(event: EpochEvent): void
  gradientFlow(event: GradientFlowEvent): void
}

export interface TrainOptions {
  readonly network: Network
  readonly spec: ModelSpec
  readonly training: WindowSource
  /** Windows to choose the best epoch by; null trains all epochs and keeps the last weights. */
  readonly validation: WindowSource | null
  /** Goes on from here instead of from the network's weights. */
  readonly from?: TrainingCheckpoint
  /** Awaited after each epoch with all that it takes to go on from there. */
  save?(checkpoint: TrainingCheckpoint): Promise<void>
  /** Asked after each epoch whether to save it; always if absent. Reading a network may cost time. */
  saveDue?(): boolean
  /** Looked at before each batch; an `AbortSignal` fits. */
  readonly cancel: { readonly aborted: boolean }
  readonly on: Partial<TrainCallbacks>
  /** Awaited after each batch: lets the host's messages in, such as a cancel. */
  pause(): Promise<void>
  /** Milliseconds of any clock that does not go back. */
  now(): number
}

export interface TrainReport {
  /** The epoch whose weights the network now has. */
  readonly bestEpoch: number
  /** Since the training's beginning, also if it went on from a checkpoint. */
  readonly epochsTrained: number
  /** Of the last epoch trained; NaN when there was none left to train. */
  readonly trainingLoss: number
  /** Of the best epoch; null without validation. */
  readonly validationLoss: number | null
  readonly seconds: number
}
