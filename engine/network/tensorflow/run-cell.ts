import {
  add,
  concat,
  fused,
  matMul,
  mul,
  ones,
  reshape,
  slice,
  sub,
  tidy,
  transpose,
  type Tensor,
} from '@tensorflow/tfjs-core'
import type { Cell } from './cell'
import { hasCellParts } from './cell-part'
import { columns } from './column-blocks'
import { runFusedCell } from './run-fused-cell'
import { addGradient, type Tape, type Value } from './tape'

/** A cell with its weights ready for use; made once a pass, whatever the number of runs. */
export interface ReadyCell {
  readonly cell: Cell
  readonly units: number
  readonly matrix: Value
  readonly bias: Value
  /** The weights cut into blocks of `units` columns: products of their own are cheaper than cutting z. */
  readonly blocks: readonly { matrix: Tensor; bias: Tensor }[]
  /** Instead of blocks, where the backend has programs that read z whole. */
  readonly halves: WeightHalves | null
}

/** The matrix cut into the rows for the inputs and those for the output before: `[features | units, columns]`. */
export interface WeightHalves {
  readonly fromInput: Tensor
  readonly fromState: Tensor
}

/** What is seen of a run while its gradient goes back. */
export interface RunTrace {
  /** From the gradient `[batch, units]` by the output of a step, and 1 or 0 for gates that are saturated. */
  measure(index: number, dState: Tensor, saturated: readonly Tensor[]): Tensor
  take(index: number, measured: Tensor): void
}

export interface RunOptions {
  /** 1 or 0 `[batch, 1]` for each step: the state of a sequence that has ended is held. */
  readonly valid: readonly Tensor[] | null
  /** Factors `[batch, units]` on h where it enters the product. */
  readonly mask: Tensor | null
  readonly trace: RunTrace | null
  /** The inputs of all steps as one matrix in time, where they are no values of the tape. */
  readonly rows?: { readonly tensor: Tensor; readonly backward: boolean }
}

export function readyCell(
  tape: Tape,
  cell: Cell,
  units: number,
  weights: { readonly kernel: Value; readonly recurrentKernel: Value; readonly bias: Value },
): ReadyCell {
  const { matrix: joinKernels, bias: joinBias } = cell
  const matrix = tape.apply(joinKernels, [weights.kernel, weights.recurrentKernel])
  const bias = tape.apply(joinBias, [weights.bias])
  const ready = { cell, units, matrix, bias }
  if (hasCellParts()) {
    const [width, count] = matrix.tensor.shape
    const fromInput = slice(matrix.tensor, [0, 0], [width - units, count ?? 0])
    const fromState = slice(matrix.tensor, [width - units, 0], [units, count ?? 0])
    return { ...ready, blocks: [], halves: { fromInput, fromState } }
  }
  const blocks = Array.from({ length: bias.tensor.shape[0] / units }, (_, block) => ({
    matrix: columns(matrix.tensor, block, block + 1, units),
    bias: slice(bias.tensor, [block * units], [units]),
  }))
  return { ...ready, blocks, halves: null }
}

/**
 * Runs a cell over `inputs`, one `[batch, features]` a time step, from a state, and gives the outputs of all
 * steps and the last state. Sequences are lists: cutting one large tensor into steps copies all of it for
 * each step on the WASM backend. The way back is backpropagation through time; the weights' gradient is one
 * product over all steps at its end.
 */
export function runCell(
  tape: Tape,
  ready: ReadyCell,
  inputs: readonly Value[],
  initial: readonly Value[],
  options: RunOptions,
): { outputs: Value[]; state: Value[] } {
  const { cell, units, matrix, bias, blocks, halves } = ready
  const { valid, mask, trace } = options
  if (halves !== null) return runFusedCell(tape, { ...ready, halves }, inputs, initial, options)
  const tracked = [matrix, ...inputs, ...initial].some((value) => value.tracked)
  const joined: Tensor[] = []
  const saved: Tensor[][] = []
  const outputs: Tensor[] = []
  let state = initial.map(({ tensor }) => tensor)

  inputs.forEach(({ tensor: x }, t) => {
    const step = tidy(() => {
      const entering = mask === null ? state[0] : mul(state[0], mask)
      const both = concat([x, entering], 1)
      const z = blocks.map((block) => fused.matMul({ a: both, b: block.matrix, bias: block.bias }))
      const next = cell.forward(z, state)
      const held =
        valid === null ? next.state : next.state.map((s, k) => mix(s, state[k], valid[t]))
      return tracked
        ? { joined: [both], state: held, saved: next.saved }
        : { joined: [], state: held, saved: [] }
    })
    state = step.state
    outputs.push(state[0])
    joined.push(...step.joined)
    saved.push(step.saved)
  })

  const [batch, width] = [outputs[0].shape[0], matrix.tensor.shape[0]]
  const features = width - units
  const needsInputs = inputs.some((value) => value.tracked)
  const last = state.slice(1)

  const values = tape.record([...outputs, ...last], tracked, (results) => {
    const back = transpose(
      needsInputs
        ? matrix.tensor
        : slice(matrix.tensor, [features, 0], [units, bias.tensor.shape[0]]),
    )
    const dzs: Tensor[] = []
    let carried: (Tensor | null)[] = [
      null,
      ...results.slice(outputs.length).map(({ gradient }) => gradient),
    ]
    for (let t = inputs.length - 1; t >= 0; t--) {
      const step = tidy(() => {
        const dState = state.map((like, k) => {
          const given = k === 0 ? results[t].gradient : null
          return sumOf(given, carried[k]) ?? mul(like, 0)
        })
        const measured =
          trace === null ? [] : [trace.measure(t, dState[0], cell.saturated(saved[t]))]
        const through = valid === null ? dState : dState.map((d) => mul(d, valid[t]))
        const { dz, dh, dOthers } = cell.backward(through, saved[t])
        const dJoined = matMul(dz, back)
        const dEntering = needsInputs ? slice(dJoined, [0, features], [batch, units]) : dJoined
        const dMasked = mask === null ? dEntering : mul(dEntering, mask)
        const before = [dh === null ? dMasked : add(dMasked, dh), ...dOthers]
        return {
          dz,
          measured,
          dx: needsInputs ? [slice(dJoined, [0, 0], [batch, features])] : [],
          state: valid === null ? before : before.map((d, k) => add(d, sub(dState[k], through[k]))),
        }
      })
      carried = step.state
      if (trace !== null) trace.take(t, step.measured[0])
      dzs[t] = step.dz
      if (needsInputs) addGradient(inputs[t], step.dx[0])
    }
    const dz = concat(dzs, 0)
    addGradient(matrix, matMul(transpose(concat(joined, 0)), dz))
    addGradient(bias, reshape(matMul(ones([1, dz.shape[0]]), dz), bias.tensor.shape))
    initial.forEach((value, k) => {
      const gradient = carried[k]
      if (gradient !== null) addGradient(value, gradient)
    })
  })
  const states = [values[outputs.length - 1], ...values.slice(outputs.length)]
  return { outputs: values.slice(0, outputs.length), state: states }
}

/** `after` where valid is 1, `before` where it is 0. */
export function mix(after: Tensor, before: Tensor, valid: Tensor): Tensor {
  return add(before, mul(sub(after, before), valid))
}

export function sumOf(a: Tensor | null, b: Tensor | null): Tensor | null {
  if (a === null || b === null) return a ?? b
  return add(a, b)
}
