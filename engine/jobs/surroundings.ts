import type { AugursReader } from '../evaluate/baselines/mstl-ets'
import type { KeepingRunner } from '../evaluate/backtest'
import type { FoldSetup } from '../forecast/fold-setup'
import type { Executor, NetworkFactory } from '../network/network'

/**
 * The factory of each executor; what it needs is loaded when the first network is made. `threads` is for the
 * fused kernels: exactly so many; as many as pay off if absent.
 */
export type Networks = (executor: Executor, threads?: number) => NetworkFactory

/** What a host's thread offers to the engine. */
export interface Surroundings {
  readonly networks: Networks
  readonly readAugurs: AugursReader
  /** What of the process' memory is in the machine's, in bytes; absent where it cannot be told. */
  residentBytes?(): number
  /** Threads for the folds of a backtest, which are ended by the signal; without them folds run in turn here. */
  readonly foldThreads?: {
    readonly parallel: number
    open(setup: FoldSetup, signal: AbortSignal): KeepingRunner
  }
}

/** Why an executor is at work, for the reader. */
export const executorReasons: Readonly<Record<Executor, string>> = {
  fused: 'The default: own kernels, the fastest on a processor.',
  tensorflow: 'Chosen in the model.',
  webgl: 'Chosen in the model.',
  webgpu: 'Chosen in the model.',
}
