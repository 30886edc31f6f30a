import type { Network, NetworkState, WeightTensor } from '../network/network'
import type { ModelSpec } from '../spec/model-spec'
import type { BestSoFar } from './early-stopping'
import type { PlateauState } from './plateau'

/** The weights to return to: those of the best epoch, or of the last one when nothing is held back. */
export interface KeptWeights {
  /** Epoch whose weights are held; 0 are the initial ones. */
  readonly epoch: number
  /** As predictions use them: their moving average where the spec has one. */
  readonly weights: readonly WeightTensor[]
}

/**
 * A training after a whole epoch. With the same spec and windows, training from here ends with the bits of
 * one that was never interrupted; the order of the batches follows from seed and epoch alone.
 */
export interface TrainingCheckpoint {
  /** Epochs finished. */
  readonly epoch: number
  readonly network: NetworkState
  readonly kept: KeptWeights
  readonly best: BestSoFar
  readonly plateau: PlateauState
}

export async function keepWeights(
  network: Network,
  { averageDecay }: ModelSpec,
  epoch: number,
): Promise<KeptWeights> {
  const weights = averageDecay === null ? network.weights() : (await network.state()).averages
  return { epoch, weights: await weights }
}

export function restoreWeights(network: Network, { weights }: KeptWeights): void {
  network.setWeights(weights)
}
