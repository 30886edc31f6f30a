import { tensor2d, type Tensor } from '@tensorflow/tfjs-core'
import type { Batch } from '../network'

/** Targets `[size, horizon]` with 0 where missing, 1 or 0 for observed or not, and how many are observed. */
export interface TargetTensors {
  readonly targets: Tensor
  readonly observed: Tensor
  readonly count: number
}

/** `[size, history, features]` → one tensor `[size, features]` a time step. Call within `tidy`. */
export function inputSteps(
  inputs: Float32Array,
  size: number,
  history: number,
  features: number,
): Tensor[] {
  return Array.from({ length: history }, (_, t) => {
    const step = new Float32Array(size * features)
    for (let row = 0; row < size; row++) {
      const from = (row * history + t) * features
      for (let k = 0; k < features; k++) step[row * features + k] = inputs[from + k]
    }
    return tensor2d(step, [size, features])
  })
}

/** Targets and the mask of those that are not NaN. Call within `tidy`. */
export function targetTensors({ targets, size }: Batch, horizon: number): TargetTensors {
  const observed = targets.map((value) => (Number.isNaN(value) ? 0 : 1))
  const known = targets.map((value) => (Number.isNaN(value) ? 0 : value))
  return {
    targets: tensor2d(known, [size, horizon]),
    observed: tensor2d(observed, [size, horizon]),
    count: observed.reduce((sum, one) => sum + one, 0),
  }
}
