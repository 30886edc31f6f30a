import type { Network } from '../network/network'
import type { ModelSpec } from '../spec/model-spec'
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

/** Called by name while training; they must not throw. */
export interface TrainCallbacks {
  batch(event: BatchEvent): void
  epoch(event: EpochEvent): void
}

export interface TrainOptions {
  readonly network: Network
  readonly spec: ModelSpec
  readonly training: WindowSource
  /** Windows to choose the best epoch by; null trains all epochs and keeps the last weights. */
  readonly validation: WindowSource | null
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
  readonly epochsTrained: number
  /** Of the last epoch trained. */
  readonly trainingLoss: number
  /** Of the best epoch; null without validation. */
  readonly validationLoss: number | null
  readonly seconds: number
}
