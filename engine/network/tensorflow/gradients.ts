import { fused, matMul, mul, ones, reshape, transpose, type Tensor } from '@tensorflow/tfjs-core'
import type { ModelSpec, RecurrentLayer } from '../../spec/model-spec'
import type { TargetTensors } from './batch-tensors'
import { createCell, type Cell, type FusedWeights } from './cell'
import { lossAndSlope } from './losses'
import { backwardLayer, forwardLayer, type LayerTape } from './recurrent-layer'

/** A mask `[batch, units]` for each layer's outputs, null where a layer drops nothing. */
export type DropoutMasks = readonly (Tensor | null)[]

interface LayerRun {
  readonly cell: Cell
  readonly layer: RecurrentLayer
  readonly weights: FusedWeights
  readonly tape: LayerTape
}

/**
 * Predictions `[batch, horizon]` of a recurrent stack with a dense head on its last hidden state.
 * `weights` stand in the order of `weightShapes`; `inputs` is one `[batch, features]` a time step. Call
 * within `tidy`.
 */
export function predictions(
  spec: ModelSpec,
  weights: readonly Tensor[],
  inputs: readonly Tensor[],
): Tensor {
  return runStack(spec, weights, inputs, null).predictions
}

/**
 * The loss (a scalar) and its gradient by every weight, in the order of `weights`, by hand-written
 * backpropagation without TensorFlow.js' tape. `masks` holds one entry a layer. Call within `tidy`.
 */
export function lossAndGradients(
  spec: ModelSpec,
  weights: readonly Tensor[],
  inputs: readonly Tensor[],
  targets: TargetTensors,
  masks: DropoutMasks,
): { loss: Tensor; gradients: Tensor[] } {
  const { runs, last, predictions } = runStack(spec, weights, inputs, masks)
  const { loss, slope } = lossAndSlope(spec.loss, predictions, targets)
  const [headKernel] = weights.slice(3 * runs.length)
  const gradients: Tensor[] = [
    matMul(transpose(last), slope),
    reshape(matMul(ones([1, slope.shape[0]]), slope), [spec.horizon]),
  ]

  const dLast = matMul(slope, transpose(headKernel))
  let dOutputs: (Tensor | null)[] = inputs.map((_, t) => (t === inputs.length - 1 ? dLast : null))
  for (let index = runs.length - 1; index >= 0; index--) {
    const { cell, layer, weights: fusedWeights, tape } = runs[index]
    const masked = dOutputs.map((dOutput) => dOutput && dropped(dOutput, masks[index]))
    const back = backwardLayer(cell, fusedWeights, tape, masked, layer.units, index > 0)
    const { kernel, recurrentKernel, bias } = back.gradient
    gradients.unshift(kernel, recurrentKernel, bias)
    dOutputs = back.dInputs
  }
  return { loss, gradients }
}

/** Runs all layers and the head; tapes are recorded when there are masks, that is, in training. */
function runStack(
  spec: ModelSpec,
  weights: readonly Tensor[],
  inputs: readonly Tensor[],
  masks: DropoutMasks | null,
): { runs: LayerRun[]; last: Tensor; predictions: Tensor } {
  let sequence = inputs
  const runs = spec.layers.map((layer, index) => {
    const [kernel, recurrentKernel, bias] = weights.slice(3 * index)
    const cell = createCell(layer)
    const fusedWeights = cell.fuse({ kernel, recurrentKernel, bias })
    const run = forwardLayer(cell, fusedWeights, sequence, layer.units, masks !== null)
    const mask = masks?.[index] ?? null
    // Only the last output of the last layer is used.
    const used = index === spec.layers.length - 1 ? run.outputs.slice(-1) : run.outputs
    sequence = used.map((output) => dropped(output, mask))
    return { cell, layer, weights: fusedWeights, tape: run.tape }
  })
  const [kernel, bias] = weights.slice(3 * runs.length)
  const [last] = sequence
  return { runs, last, predictions: fused.matMul({ a: last, b: kernel, bias }) }
}

function dropped(output: Tensor, mask: Tensor | null): Tensor {
  return mask === null ? output : mul(output, mask)
}
