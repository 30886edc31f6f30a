import type { Batch } from '../network/network'

/** Windows of a series as views by index: nothing is copied until a batch is filled. */
export interface WindowSource {
  /** Windows there are. */
  readonly count: number
  /** Input features a step. */
  readonly features: number
  /** What the features are called in messages. */
  readonly featureNames?: readonly string[]
  /** Whether `fill` writes `batch.lengths`; else all sequences are whole. */
  readonly hasLengths?: boolean
  /** Whether `fill` writes `batch.sampleWeights`; else all windows weigh the same. */
  readonly hasSampleWeights?: boolean
  /**
   * Writes the windows `indices` (each below `count`) into `batch.inputs` `[size, steps, features]` and
   * `batch.targets` `[size, horizon]`, where `size` is `batch.size` and the length of `indices`. Inputs
   * must be finite; a missing target is NaN.
   */
  fill(indices: Uint32Array, batch: Batch): void
}

/** Windows evaluated at once: enough to make the calls' overhead small, little enough to cancel soon. */
export const evaluationBatch = 256

/**
 * The windows `order` in batches of `batchSize`, the last one with what is left. All batches share one
 * buffer: each is valid until the next is asked for.
 */
export function* batchesOf(
  source: WindowSource,
  order: Uint32Array,
  sizes: { readonly batchSize: number; readonly steps: number; readonly horizon: number },
): Generator<Batch> {
  const { batchSize, steps, horizon } = sizes
  const width = steps * source.features
  const largest = Math.min(batchSize, order.length)
  const inputs = new Float32Array(largest * width)
  const targets = new Float32Array(largest * horizon)
  const lengths = source.hasLengths === true ? new Uint32Array(largest) : null
  const weights = source.hasSampleWeights === true ? new Float32Array(largest) : null
  for (let from = 0; from < order.length; from += batchSize) {
    const indices = order.subarray(from, from + batchSize)
    const size = indices.length
    const batch: Batch = {
      size,
      inputs: inputs.subarray(0, size * width),
      targets: targets.subarray(0, size * horizon),
      ...(lengths === null ? {} : { lengths: lengths.subarray(0, size) }),
      ...(weights === null ? {} : { sampleWeights: weights.subarray(0, size) }),
    }
    source.fill(indices, batch)
    yield batch
  }
}

/** Targets that are not missing: the weight of a batch's mean loss in the mean over batches. */
export function observedTargets(batch: Batch): number {
  return batch.targets.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0)
}
