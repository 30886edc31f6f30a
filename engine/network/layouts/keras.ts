import { EngineError } from '../../errors'
import type { ModelSpec } from '../../spec/model-spec'
import type { NetworkShape, WeightTensor } from '../network'
import { weightLayout } from '../../spec/weight-layout'

/** The last part of a name here and in Keras; the tensors are the same. */
const kerasNames: Readonly<Record<string, string>> = {
  kernel: 'kernel',
  recurrentKernel: 'recurrent_kernel',
  bias: 'bias',
  gain: 'gamma',
  offset: 'beta',
  initialState: 'initial_state',
  initialCell: 'initial_cell',
  positions: 'positions',
}

/**
 * Weights as Keras keeps them, a layer's variables side by side: kernels `[features, gates · units]`, an LSTM's
 * gates i f c o, a GRU's z r h with `reset_after` and so a bias `[2, 3 · units]`. That is the layout of
 * `Network.weights`, so only names change: `layers[0].recurrentKernel` is `layers.0/recurrent_kernel`, of the
 * second direction `layers.0/backward_recurrent_kernel`.
 */
export function toKeras(
  spec: ModelSpec,
  shape: NetworkShape,
  weights: readonly WeightTensor[],
): readonly WeightTensor[] {
  return renamed(weights, weightLayout(spec, shape), (name) => [name, kerasName(name)])
}

/**
 * The inverse of `toKeras`, in any order.
 * @throws EngineError `request-invalid` naming a tensor that is missing or of another shape.
 */
export function fromKeras(
  spec: ModelSpec,
  shape: NetworkShape,
  weights: readonly WeightTensor[],
): readonly WeightTensor[] {
  return renamed(weights, weightLayout(spec, shape), (name) => [kerasName(name), name])
}

function kerasName(name: string): string {
  const [, owner, index = '', backward = '', part] =
    /^(\w+)(\[\d+\])?\.(backward\.)?(\w+)$/.exec(name) ?? []
  const layer = `${owner}${index.replace('[', '.').replace(']', '')}`
  return `${layer}/${backward === '' ? '' : 'backward_'}${kerasNames[part]}`
}

function renamed(
  weights: readonly WeightTensor[],
  layout: readonly Pick<WeightTensor, 'name' | 'shape'>[],
  names: (name: string) => readonly [from: string, to: string],
): readonly WeightTensor[] {
  return layout.map((entry) => {
    const [from, to] = names(entry.name)
    return { name: to, shape: entry.shape, values: valuesOf(weights, from, entry.shape) }
  })
}

/**
 * The values of the tensor of this name.
 * @throws EngineError `request-invalid` if there is none or its shape is another.
 */
export function valuesOf(
  weights: readonly WeightTensor[],
  name: string,
  shape: readonly number[],
): Float32Array {
  const found = weights.find((weight) => weight.name === name)
  if (found?.shape.join() === shape.join()) return found.values
  const wanted = `[${shape.join(', ')}]`
  const there = found === undefined ? 'missing' : `[${found.shape.join(', ')}]`
  throw new EngineError(
    'request-invalid',
    `The weights ${name} must be ${wanted}; they are ${there}.`,
    {
      field: name,
      remedy: 'Use weights of a network with the same layers, features and horizon.',
    },
  )
}
