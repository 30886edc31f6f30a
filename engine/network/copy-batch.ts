import type { Batch } from './network'

/** A batch of its own: those of a training loop share one buffer. */
export function copyBatch({ size, inputs, targets, lengths, sampleWeights }: Batch): Batch {
  return {
    size,
    inputs: inputs.slice(),
    targets: targets.slice(),
    ...(lengths === undefined ? {} : { lengths: lengths.slice() }),
    ...(sampleWeights === undefined ? {} : { sampleWeights: sampleWeights.slice() }),
  }
}
