import type { Tensor } from '@tensorflow/tfjs-core'
import type { RecurrentLayer } from '../../spec/model-spec'
import { gruCell } from './gru-cell'
import { lstmCell } from './lstm-cell'
import { rnnCell } from './rnn-cell'

/** Weights of one layer, or their gradients, in Keras' layout. */
export type LayerWeights = { kernel: Tensor; recurrentKernel: Tensor; bias: Tensor }

/**
 * The same weights as one matrix for x and h together: z = [x, h] · matrix + bias, with matrix
 * `[features + units, columns]` and bias `[columns]`.
 */
export type FusedWeights = { matrix: Tensor; bias: Tensor }

/** State after a step and what the way back needs of it. State 0 is h, what the layer puts out. */
export type CellStep = { state: Tensor[]; saved: Tensor[] }

/**
 * Gradients of the loss by z, by the h before the step where it reaches the step past z too (else null),
 * and by the other states before the step.
 */
export type CellBack = { dz: Tensor; dh: Tensor | null; dOthers: Tensor[] }

/**
 * A cell as four pure functions on tensors; layers are data, without a class. The gradient is written by
 * hand: TensorFlow.js' tape costs more time than the arithmetic at the sizes of a time series.
 *
 * Where a gate is a tanh, z holds twice its argument and tanh(x) = 2σ(2x) - 1 is used: the WASM backend's
 * sigmoid is vectorised and ten times as fast as its tanh. `fuse` and `unfuse` do the doubling.
 */
export interface Cell {
  /** State tensors `[batch, units]`: h, and for an LSTM the cell state. */
  readonly stateCount: number
  fuse(weights: LayerWeights): FusedWeights
  /** Gradient by the fused weights → gradient by the layer's weights. */
  unfuse(gradient: FusedWeights, features: number): LayerWeights
  /** `z` holds one `[batch, units]` for each block of columns. */
  forward(z: readonly Tensor[], state: readonly Tensor[]): CellStep
  backward(dState: readonly Tensor[], saved: readonly Tensor[]): CellBack
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
