import { windowSteps } from '../../spec/network-sizes'
import type { Batch } from '../network'
import type { KernelThreads } from './kernel-threads'
import type { Machine } from './machine'
import type { Pass } from './shard-runner'
import type { SharedPlan } from './shared-plan'

/** Windows on their way into the memory and through the network. */
export interface BatchPass {
  /**
   * Runs a pass over `size` windows of the batch from `from` on, with the flat copy of weights at `weights`,
   * as number `batches` of the training; gives the number of shards.
   */
  run(
    kind: number,
    size: number,
    from: number,
    batch: Partial<Batch> & { inputs: Float32Array },
    weights: number,
    targets: number,
    batches: number,
  ): number
  /** Losses of the shards, added in their order. */
  lossSum(shards: number): number
  /** Tells that the weights have changed since they were packed. */
  repack(): void
}

export function createBatchPass(
  plan: SharedPlan,
  machine: Machine,
  threads: KernelThreads,
): BatchPass {
  const { spec, shape } = plan
  const { f32, f64, u32 } = machine
  const window = windowSteps(spec) * shape.features
  /** Address of the flat copy that lies packed, or 0. */
  let packed = 0

  /** Puts windows from `from` on into the memory and runs a pass over them; gives the number of shards. */
  function run(
    kind: number,
    size: number,
    from: number,
    batch: Partial<Batch> & { inputs: Float32Array },
    weights: number,
    targets: number,
    batches: number,
  ): number {
    const { inputs, targets: values, lengths, sampleWeights } = batch
    f32.set(inputs.subarray(from * window, (from + size) * window), plan.inputs / 4)
    if (values !== undefined) {
      f32.set(values.subarray(from * spec.horizon, (from + size) * spec.horizon), plan.targets / 4)
    }
    if (sampleWeights === undefined)
      f32.fill(1, plan.sampleWeights / 4, plan.sampleWeights / 4 + size)
    else f32.set(sampleWeights.subarray(from, from + size), plan.sampleWeights / 4)
    if (lengths !== undefined) {
      const longest = windowSteps(spec)
      for (let r = 0; r < plan.capacity; r++) {
        const length = r < size ? Math.min(longest, lengths[from + r]) : longest
        u32[plan.lengths / 4 + r] = length
        u32[plan.stackLengths / 4 + r] = Math.ceil(length / spec.input.segment)
      }
    }
    if (packed !== weights) {
      plan.pack(machine, weights)
      packed = weights
    }
    const shards = Math.ceil(size / plan.rows)
    const pass: Pass = {
      task: kind,
      size,
      batch: batches,
      targets,
      hasLengths: lengths !== undefined,
      weights,
    }
    threads.run(pass, shards)
    return shards
  }

  /** Losses of the shards, added in their order. */
  function lossSum(shards: number): number {
    let sum = 0
    for (let shard = 0; shard < shards; shard++)
      sum += f64[plan.results / 8 + shard * plan.resultWords]
    return sum
  }

  return {
    run,
    lossSum,
    repack() {
      packed = 0
    },
  }
}
