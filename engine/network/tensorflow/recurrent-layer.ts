import {
  add,
  concat,
  fused,
  matMul,
  ones,
  reshape,
  slice,
  tidy,
  transpose,
  zeros,
  type Tensor,
} from '@tensorflow/tfjs-core'
import { columns } from './column-blocks'
import type { Cell, FusedWeights, LayerWeights } from './cell'

/** What the way back needs of each time step: [x, h] and what the cell saved. */
export interface LayerTape {
  readonly joined: readonly Tensor[]
  readonly saved: readonly (readonly Tensor[])[]
}

/**
 * Runs a cell over time from a zero state. Sequences are lists of `[batch, features]`, one tensor a time
 * step: cutting one large tensor into steps copies all of it for each step on the WASM backend.
 * `saved` is empty unless `record`. Call within `tidy`.
 */
export function forwardLayer(
  cell: Cell,
  weights: FusedWeights,
  inputs: readonly Tensor[],
  units: number,
  record: boolean,
): { outputs: Tensor[]; tape: LayerTape } {
  const outputs: Tensor[] = []
  const joined: Tensor[] = []
  const saved: Tensor[][] = []
  const stateShape: [number, number] = [inputs[0].shape[0], units]
  let state: Tensor[] = Array.from({ length: cell.stateCount }, () => zeros(stateShape))
  const blocks = columnBlocks(weights, units)
  for (const x of inputs) {
    const step = tidy(() => {
      const both = concat([x, state[0]], 1)
      const z = blocks.map(({ matrix, bias }) => fused.matMul({ a: both, b: matrix, bias }))
      const next = cell.forward(z, state)
      return record
        ? { joined: [both], state: next.state, saved: next.saved }
        : { joined: [], state: next.state, saved: [] }
    })
    state = step.state
    outputs.push(state[0])
    joined.push(...step.joined)
    saved.push(step.saved)
  }
  return { outputs, tape: { joined, saved } }
}

/**
 * Backpropagation through time. `dOutputs` holds the loss' gradient by each output, null where the output
 * went nowhere. `inputs` says whether the gradient by the inputs is wanted; without it the list is empty.
 * The weights' gradient is one product over all steps at the end. Call within `tidy`.
 */
export function backwardLayer(
  cell: Cell,
  weights: FusedWeights,
  tape: LayerTape,
  dOutputs: readonly (Tensor | null)[],
  units: number,
  inputs: boolean,
): { dInputs: Tensor[]; gradient: LayerWeights } {
  const steps = tape.joined.length
  const [batch, width] = tape.joined[0].shape
  const features = width - units
  const height = weights.bias.shape[0]
  const needed = inputs ? weights.matrix : slice(weights.matrix, [features, 0], [units, height])
  const back = transpose(needed)
  let carried: Tensor[] = Array.from({ length: cell.stateCount }, () => zeros([batch, units]))
  const dzs: Tensor[] = []
  const dInputs: Tensor[] = []
  for (let t = steps - 1; t >= 0; t--) {
    const step = tidy(() => {
      const dOutput = dOutputs[t]
      const [fromLater, ...others] = carried
      const dAfter = dOutput === null ? fromLater : add(dOutput, fromLater)
      const { dz, dh, dOthers } = cell.backward([dAfter, ...others], tape.saved[t])
      const dJoined = matMul(dz, back)
      const dBefore = inputs ? slice(dJoined, [0, features], [batch, units]) : dJoined
      const dx = inputs ? [slice(dJoined, [0, 0], [batch, features])] : []
      return { dz, dx, state: [dh === null ? dBefore : add(dBefore, dh), ...dOthers] }
    })
    carried = step.state
    dzs[t] = step.dz
    if (inputs) dInputs[t] = step.dx[0]
  }
  const dz = concat(dzs, 0)
  const matrix = matMul(transpose(concat([...tape.joined], 0)), dz)
  const bias = reshape(matMul(ones([1, steps * batch]), dz), [height])
  return { dInputs, gradient: cell.unfuse({ matrix, bias }, features) }
}

/** The weights cut into blocks of `units` columns: products of their own are cheaper than cutting z. */
function columnBlocks({ matrix, bias }: FusedWeights, units: number): FusedWeights[] {
  return Array.from({ length: bias.shape[0] / units }, (_, block) => ({
    matrix: columns(matrix, block, block + 1, units),
    bias: slice(bias, [block * units], [units]),
  }))
}
