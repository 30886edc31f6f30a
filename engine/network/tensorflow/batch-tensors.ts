import { tensor2d, type Tensor } from '@tensorflow/tfjs-core'
import type { ModelSpec } from '../../spec/model-spec'
import { windowSteps } from '../../spec/network-sizes'
import type { Batch, NetworkShape } from '../network'

/** What the network sees of a batch. */
export interface InputTensors {
  readonly size: number
  /** One `[size, segment · features]` for each step of the stack; 0 past a sequence's end. */
  readonly steps: readonly Tensor[]
  /** The same as one matrix `[steps · size, segment · features]`; made when asked for. */
  rows(): Tensor
  /** `[size, history]`, the first feature; 0 past a sequence's end. */
  readonly ownPast: Tensor
  /** `[size, 1]`: the first feature's last valid value. */
  readonly lastValue: Tensor
  /** Valid steps of the stack for each sequence; null where all are. */
  readonly valid: ValidSteps | null
}

export interface ValidSteps {
  /** `[size, 1]` for each step: 1 up to a sequence's end, 0 after it. */
  readonly upTo: readonly Tensor[]
  /** `[size, 1]` for each step: 1 at a sequence's last valid step, else 0. */
  readonly last: readonly Tensor[]
}

/** Targets `[size, horizon]` with 0 where missing; 1 or 0 for observed or not; how many are observed. */
export interface TargetTensors {
  readonly targets: Tensor
  readonly observed: Tensor
  /** `[size, 1]`. */
  readonly sampleWeights: Tensor
  readonly count: number
}

/** Call within `tidy`. */
export function inputTensors(
  spec: ModelSpec,
  { features }: NetworkShape,
  inputs: Float32Array,
  size: number,
  lengths: Uint32Array | undefined,
): InputTensors {
  const { history, segment } = spec.input
  const given = windowSteps(spec)
  const width = segment * features
  const lengthOf = (row: number): number => lengths?.[row] ?? given
  const count = given / segment
  const inTime = new Float32Array(count * size * width)
  for (let t = 0; t < count; t++) {
    for (let row = 0; row < size; row++) {
      const from = (row * given + t * segment) * features
      const to = (row * given + Math.min((t + 1) * segment, lengthOf(row))) * features
      if (to > from) inTime.set(inputs.subarray(from, to), (t * size + row) * width)
    }
  }
  const steps = Array.from({ length: count }, (_, t) =>
    tensor2d(inTime.slice(t * size * width, (t + 1) * size * width), [size, width]),
  )
  const ownPast = new Float32Array(size * history)
  const lastValue = new Float32Array(size)
  for (let row = 0; row < size; row++) {
    const length = Math.min(history, lengthOf(row))
    for (let t = 0; t < length; t++) {
      ownPast[row * history + t] = inputs[(row * given + t) * features]
    }
    lastValue[row] = ownPast[row * history + Math.max(1, length) - 1]
  }
  return {
    size,
    steps,
    rows: () => tensor2d(inTime, [count * size, width]),
    ownPast: tensor2d(ownPast, [size, history]),
    lastValue: tensor2d(lastValue, [size, 1]),
    valid: lengths === undefined ? null : validSteps(lengths, size, segment, steps.length),
  }
}

function validSteps(
  lengths: Uint32Array,
  size: number,
  segment: number,
  steps: number,
): ValidSteps {
  const valid = Array.from({ length: size }, (_, row) => Math.ceil(lengths[row] / segment))
  const column = (holds: (steps: number) => boolean): Tensor =>
    tensor2d(
      valid.map((own) => (holds(own) ? 1 : 0)),
      [size, 1],
    )
  const each = Array.from({ length: steps }, (_, t) => t)
  return {
    upTo: each.map((t) => column((own) => t < own)),
    last: each.map((t) => column((own) => t === Math.max(1, own) - 1)),
  }
}

/** Targets, the mask of those that are not NaN, and the windows' weights. Call within `tidy`. */
export function targetTensors(
  { targets, sampleWeights, size }: Batch,
  horizon: number,
): TargetTensors {
  const given = targets.subarray(0, size * horizon)
  const observed = given.map((value) => (Number.isNaN(value) ? 0 : 1))
  const known = given.map((value) => (Number.isNaN(value) ? 0 : value))
  const weights = sampleWeights?.subarray(0, size) ?? new Float32Array(size).fill(1)
  return {
    targets: tensor2d(known, [size, horizon]),
    observed: tensor2d(observed, [size, horizon]),
    sampleWeights: tensor2d(weights, [size, 1]),
    count: observed.reduce((sum, one) => sum + one, 0),
  }
}
