import type { Network, WeightTensor } from '../network/network'

/** The weights to return to: those of the best epoch, or of the last one when nothing is held back. */
export interface Checkpoint {
  /** Epoch whose weights are held; 0 are the initial ones. */
  readonly epoch: number
  readonly weights: readonly WeightTensor[]
}

export async function takeCheckpoint(network: Network, epoch: number): Promise<Checkpoint> {
  return { epoch, weights: await network.weights() }
}

export function restoreCheckpoint(network: Network, { weights }: Checkpoint): void {
  network.setWeights(weights)
}
