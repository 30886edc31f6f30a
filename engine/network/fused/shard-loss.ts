import type { Head } from '../heads/head'
import type { Machine } from './machine'
import { rawAt, type RawLayout } from './readout'
import type { SharedPlan } from './shared-plan'
import type { ShardRun } from './stage'

/**
 * Sum of the losses of a shard's unmasked targets, each times its window's weight; with `gradients` also
 * ∂(batch loss)/∂raw, the batch loss being the sum over all shards divided by the unmasked targets.
 */
export function shardLoss(
  plan: SharedPlan,
  head: Head,
  raw: RawLayout,
  { f32 }: Machine,
  { first, size, targets }: ShardRun,
  gradients: boolean,
): number {
  const { horizon } = plan.spec
  const { count } = head
  const targetsAt = plan.targets / 4
  const weightsAt = plan.sampleWeights / 4
  let sum = 0
  for (let r = 0; r < plan.rows; r++) {
    const window = first + r
    const weight = window < size ? f32[weightsAt + window] : 0
    for (let h = 0; h < horizon; h++) {
      const at = rawAt(raw, count, r, h)
      const target = window < size ? f32[targetsAt + window * horizon + h] : NaN
      if (Number.isNaN(target)) {
        if (gradients) f32.fill(0, raw.gradient + at, raw.gradient + at + count)
        continue
      }
      sum += head.loss(f32, raw.values + at, target) * weight
      if (gradients) {
        head.gradient(f32, raw.values + at, target, f32, raw.gradient + at, weight / targets)
      }
    }
  }
  return sum
}

/** Writes the shard's outputs to `[capacity][horizon][outputs]`. */
export function shardOutputs(
  plan: SharedPlan,
  head: Head,
  raw: RawLayout,
  { f32 }: Machine,
  { first, size }: ShardRun,
): void {
  const { horizon } = plan.spec
  const { count } = head
  const to = plan.outputs / 4
  for (let window = first; window < Math.min(size, first + plan.rows); window++) {
    for (let h = 0; h < horizon; h++) {
      const at = raw.values + rawAt(raw, count, window - first, h)
      head.outputs(f32, at, f32, to + (window * horizon + h) * count)
    }
  }
}
