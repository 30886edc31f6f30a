import type { RecurrentLayer } from '../../spec/model-spec'
import { gateCount } from '../../spec/network-sizes'
import { pad4, pad8, type Arena } from './arena'
import type { Machine } from './machine'
import type { Parameters } from './parameters'

/**
 * How a cell's weights lie for the kernels. A step's row is [0 … 0, 1, x, h]: the one gives the bias its
 * gradient, h begins at a multiple of 4. Gates are blocks of `padded` columns: i f g o, n z r m, or one.
 */
export interface CellWeights {
  readonly layer: RecurrentLayer
  readonly features: number
  readonly units: number
  /** Units rounded up to 8. */
  readonly padded: number
  /** Columns of a row of gates. */
  readonly columns: number
  /** First column of x and of h in a step's row, and the row's width. */
  readonly xAt: number
  readonly hAt: number
  readonly width: number
  /** Rows of a forward panel: features, then units. */
  readonly depth: number
  readonly panels: number
  readonly bias: number
  /** Transposed panels that carry a gradient from the gates to the state and to the input (0 if not needed). */
  readonly toState: number
  readonly toInput: number
  /** Columns of gates that the input takes part in; they come first. */
  readonly inputColumns: number
  /** Copies the weights into place; `from` is the flat copy to take. */
  pack(machine: Machine, from: number): void
  /** Adds gradients `[width][columns]` to a flat copy in Keras' layout. */
  unpack(machine: Machine, product: number, to: number): void
}

/** Keras' block for each of ours: in the input's kernel, in the recurrent kernel; -1 for none. */
const blocks = {
  rnn: { input: [0], state: [0] },
  lstm: { input: [0, 1, 2, 3], state: [0, 1, 2, 3] },
  gru: { input: [2, 0, 1, -1], state: [-1, 0, 1, 2] },
} as const

export function cellWeights(
  layer: RecurrentLayer,
  owner: string,
  features: number,
  needsInputGradient: boolean,
  parameters: Parameters,
  arena: Arena,
): CellWeights {
  const { units, kind } = layer
  const padded = pad8(units)
  const map = blocks[kind]
  const columns = map.input.length * padded
  const depth = features + units
  const hAt = pad4(features + 1)
  const xAt = hAt - features
  const inputBlocks = map.input.filter((block) => block >= 0).length
  const stateBlocks = map.state.filter((block) => block >= 0).length
  const firstState = kind === 'gru' ? 1 : 0
  const inputColumns = inputBlocks * padded
  const stateColumns = stateBlocks * padded
  const panels = arena.floats(columns * depth)
  const bias = arena.floats(columns)
  const toState = arena.floats(stateColumns * padded)
  const toInput = needsInputGradient ? arena.floats(inputColumns * pad8(features)) : 0
  const ld = gateCount[kind] * units
  const kernel = parameters.find(`${owner}.kernel`).offset * 4
  const recurrent = parameters.find(`${owner}.recurrentKernel`).offset * 4
  const biases = parameters.find(`${owner}.bias`).offset * 4
  const gates = map.input.map((input, block) => ({ block, input, state: map.state[block] }))

  return {
    layer,
    features,
    units,
    padded,
    columns,
    xAt,
    hAt,
    width: hAt + padded,
    depth,
    panels,
    bias,
    toState,
    toInput,
    inputColumns,
    pack({ kernels, f32 }, from) {
      for (const { block, input, state } of gates) {
        const to = panels + 4 * block * padded * depth
        const biasTo = bias / 4 + block * padded
        f32.fill(0, biasTo, biasTo + padded)
        if (input >= 0) {
          const column = from + kernel + 4 * input * units
          kernels.packPanels(column, ld, features, units, to, depth * 8)
          if (toInput !== 0) {
            const row = toInput + 32 * block * padded
            kernels.packTransposed(column, ld, features, units, row, inputColumns * 8)
          }
          kernels.addRows(
            from + biases + 4 * input * units,
            units,
            bias + 4 * block * padded,
            0,
            1,
            units,
            1,
          )
        }
        if (state >= 0) {
          const column = from + recurrent + 4 * state * units
          kernels.packPanels(column, ld, units, units, to + 32 * features, depth * 8)
          const row = toState + 32 * (block - firstState) * padded
          kernels.packTransposed(column, ld, units, units, row, stateColumns * 8)
          if (kind === 'gru') {
            const second = from + biases + 4 * (ld + state * units)
            kernels.addRows(second, units, bias + 4 * block * padded, 0, 1, units, 1)
          }
        }
      }
    },
    unpack({ kernels }, product, to) {
      for (const { block, input, state } of gates) {
        const row = (index: number): number => product + 4 * (index * columns + block * padded)
        const ones = row(xAt - 1)
        if (input >= 0) {
          const column = 4 * input * units
          kernels.addRows(row(xAt), columns, to + kernel + column, ld, features, units, 1)
          kernels.addRows(ones, columns, to + biases + column, ld, 1, units, 1)
        }
        if (state >= 0) {
          const column = 4 * state * units
          kernels.addRows(row(hAt), columns, to + recurrent + column, ld, units, units, 1)
          if (kind === 'gru')
            kernels.addRows(ones, columns, to + biases + 4 * ld + column, ld, 1, units, 1)
        }
      }
    },
  }
}
