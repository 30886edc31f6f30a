import type { Tensor } from '@tensorflow/tfjs-core'
import type { RecurrentLayer } from '../../spec/model-spec'
import type { FusedCell } from './cell-part'
import { gruCell } from './gru-cell'
import { lstmCell } from './lstm-cell'
import { rnnCell } from './rnn-cell'

/** State after a step and what the way back needs of it. State 0 is h, what the layer puts out. */
export type CellStep = { state: Tensor[]; saved: Tensor[] }

/**
 * Gradients of the loss by z, by the h before the step where it reaches the step past z too (else null),
 * and by the other states before the step.
 */
export type CellBack = { dz: Tensor; dh: Tensor | null; dOthers: Tensor[] }

/**
 * A cell as pure functions on tensors; layers are data, without a class. It works on z = [x, h] · matrix +
 * bias, one product for x and h together. The gradient of a step is written by hand.
 *
 * Where a gate is a tanh, z holds twice its argument and tanh(x) = 2σ(2x) - 1 is used: the WASM backend's
 * sigmoid is vectorised and ten times as fast as its tanh. `matrix` and `bias` do the doubling.
 */
export interface Cell {
  /** Which programs a device has for it. */
  readonly fused: FusedCell
  /** Factor on each state `[batch, units]` as it is kept here: h, and for an LSTM the cell state. */
  readonly stateFactors: readonly number[]
  /** Keras' kernel and recurrent kernel → `[features + units, columns]`. */
  matrix(kernel: Tensor, recurrentKernel: Tensor): Tensor
  /** Keras' bias → `[columns]`. */
  bias(bias: Tensor): Tensor
  /** `z` holds one `[batch, units]` for each block of columns. */
  forward(z: readonly Tensor[], state: readonly Tensor[]): CellStep
  backward(dState: readonly Tensor[], saved: readonly Tensor[]): CellBack
  /** Which values of a step count as saturated, 1 or 0, out of what `forward` saved. */
  saturated(saved: readonly Tensor[]): Tensor[]
}

export function createCell(layer: RecurrentLayer): Cell {
  switch (layer.kind) {
    case 'rnn':
      return rnnCell(layer.activation)
    case 'lstm':
      return lstmCell(layer.units)
    case 'gru':
      return gruCell(layer.units)
  }
}
