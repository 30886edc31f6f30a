import type { Batch } from '../../engine/network/network'
import { createRandom } from '../../engine/random'
import type { ModelSpec } from '../../engine/spec/model-spec'
import { windowSteps } from '../../engine/spec/network-sizes'

export interface BatchOptions {
  readonly size?: number
  readonly features?: number
  readonly lengths?: readonly number[]
  readonly weighted?: boolean
  readonly masked?: boolean
}

/** A random batch for a spec; classes get class indices as targets. */
export function randomBatch(spec: ModelSpec, options: BatchOptions = {}): Batch {
  const { size = 5, features = 3, lengths, weighted = false, masked = false } = options
  const random = createRandom(77)
  const count = spec.head.kind === 'classes' ? spec.head.count : 0
  const targets = Float32Array.from({ length: size * spec.horizon }, () =>
    count > 0 ? random.integer(count) : random.normal(),
  )
  if (masked) for (let i = 1; i < targets.length; i += 4) targets[i] = NaN
  return {
    size,
    inputs: Float32Array.from({ length: size * windowSteps(spec) * features }, () =>
      random.normal(),
    ),
    targets,
    ...(lengths === undefined ? {} : { lengths: Uint32Array.from(lengths) }),
    ...(weighted
      ? { sampleWeights: Float32Array.from({ length: size }, () => 0.2 + random.uniform()) }
      : {}),
  }
}
