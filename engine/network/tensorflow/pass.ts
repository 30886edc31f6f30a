import {
  add,
  concat,
  matMul,
  mul,
  relu,
  split,
  tanh,
  tensor2d,
  type Tensor,
} from '@tensorflow/tfjs-core'
import type { ModelSpec } from '../../spec/model-spec'
import { dropoutKey, dropoutMask } from '../dropout-mask'
import type { NetworkShape } from '../network'
import { networkSizes, type NetworkSizes } from '../../spec/network-sizes'
import type { InputTensors, TargetTensors } from './batch-tensors'
import type { RunTrace } from './run-cell'
import { addGradient, type Tape, type Value } from './tape'

/** One way of a batch through the network: what all its parts have in common. */
export interface Pass {
  readonly spec: ModelSpec
  readonly sizes: NetworkSizes
  readonly tape: Tape
  readonly inputs: InputTensors
  /** The targets that a decoder is fed while training; null else. */
  readonly forced: TargetTensors | null
  weight(name: string): Value
  /** The mask `[size, columns]` of a place in the network, null where nothing is dropped. */
  mask(place: string, columns: number, rate: number): Tensor | null
  /** Who looks at a run's way back, for each direction of a layer. */
  trace(layer: number, direction: number): RunTrace | null
}

export interface PassOptions {
  readonly tape: Tape
  readonly weights: ReadonlyMap<string, Value>
  readonly inputs: InputTensors
  readonly forced: TargetTensors | null
  /** The batch whose dropout masks are drawn; null for none. */
  readonly dropoutBatch: number | null
  readonly trace: (layer: number, direction: number) => RunTrace | null
}

export function startPass(spec: ModelSpec, shape: NetworkShape, options: PassOptions): Pass {
  const { weights, inputs, dropoutBatch, tape, forced, trace } = options
  return {
    spec,
    sizes: networkSizes(spec, shape),
    tape,
    inputs,
    forced,
    trace,
    weight(name) {
      const value = weights.get(name)
      if (value === undefined) throw new Error(`The layout has no weight ${name}.`)
      return value
    },
    mask(place, columns, rate) {
      if (rate === 0 || dropoutBatch === null) return null
      const key = dropoutKey(spec.seed, place, dropoutBatch)
      return tensor2d(dropoutMask(inputs.size, columns, rate, key), [inputs.size, columns])
    },
  }
}

const activations = { linear: (x: Tensor) => x, relu, tanh } as const

/** x W + b of the dense layer `owner`. */
export function dense(
  { tape, weight }: Pass,
  owner: string,
  x: Value,
  activation: keyof typeof activations = 'linear',
): Value {
  const { [activation]: apply } = activations
  return tape.apply(
    (input, kernel, bias) => apply(add(matMul(input, kernel), bias)),
    [x, weight(`${owner}.kernel`), weight(`${owner}.bias`)],
  )
}

/** Times a mask or any other constant that broadcasts; the value itself without one. */
export function masked({ tape }: Pass, x: Value, mask: Tensor | null): Value {
  return mask === null ? x : tape.apply((input) => mul(input, mask), [x])
}

/** The dense layers before the stack, the same on every step. */
export function denseLayers(pass: Pass): Value[] {
  const { spec, tape, inputs } = pass
  if (spec.before.length === 0) return inputs.steps.map((step) => tape.constant(step))
  let rows = tape.constant(concat([...inputs.steps], 0))
  spec.before.forEach(({ units, activation, dropout }, index) => {
    const owner = `before[${String(index)}]`
    const mask = pass.mask(owner, units, dropout)
    const every =
      mask === null
        ? null
        : concat(
            inputs.steps.map(() => mask),
            0,
          )
    rows = masked(pass, dense(pass, owner, rows, activation), every)
  })
  return splitSteps(pass, rows)
}

/** `[steps · size, width]` → one `[size, width]` a step. */
function splitSteps({ tape, inputs }: Pass, rows: Value): Value[] {
  const parts = split(rows.tensor, inputs.steps.length, 0)
  return tape.record(parts, rows.tracked, (steps) => {
    const like = parts[0]
    const gradients = steps.map(({ gradient }) => gradient ?? mul(like, 0))
    addGradient(rows, concat(gradients, 0))
  })
}
