import type { CellKind, ModelSpec, RecurrentLayer } from './model-spec'

/** Name and shape of one weight tensor; the order of the list is the order of `Network.weights`. */
export interface WeightShape {
  /** Such as `layers[0].recurrentKernel`. */
  readonly name: string
  readonly shape: readonly number[]
}

/** Column blocks of a layer's kernels: LSTM input, forget, candidate, output; GRU update, reset, candidate. */
export const gateCount: Readonly<Record<CellKind, number>> = { rnn: 1, lstm: 4, gru: 3 }

/**
 * Shapes of a recurrent layer's kernel `[features, gates·units]`, recurrent kernel `[units, gates·units]`
 * and bias `[gates·units]`. A GRU has one bias for the input and one for the state, `[2, 3·units]`, because
 * it resets after the matrix product (Keras' `reset_after`, cuDNN).
 */
export function recurrentShapes(layer: RecurrentLayer, features: number): readonly WeightShape[] {
  const columns = gateCount[layer.kind] * layer.units
  return [
    { name: 'kernel', shape: [features, columns] },
    { name: 'recurrentKernel', shape: [layer.units, columns] },
    { name: 'bias', shape: layer.kind === 'gru' ? [2, columns] : [columns] },
  ]
}

/** Shapes of the head's kernel `[units, horizon]` and bias `[horizon]`. */
export function headShapes(units: number, horizon: number): readonly WeightShape[] {
  return [
    { name: 'kernel', shape: [units, horizon] },
    { name: 'bias', shape: [horizon] },
  ]
}

/** Every weight of a network in Keras' layout and order: kernel, recurrent kernel, bias a layer; head last. */
export function weightShapes(spec: ModelSpec, features: number): readonly WeightShape[] {
  const named = (owner: string, shapes: readonly WeightShape[]): readonly WeightShape[] =>
    shapes.map(({ name, shape }) => ({ name: `${owner}.${name}`, shape }))
  let width = features
  const layers = spec.layers.flatMap((layer, index) => {
    const shapes = named(`layers[${String(index)}]`, recurrentShapes(layer, width))
    width = layer.units
    return shapes
  })
  return [...layers, ...named('head', headShapes(width, spec.horizon))]
}

/** How many numbers a shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1)
}

/** Parameters in a list of weights. */
export function countParameters(shapes: readonly WeightShape[]): number {
  return shapes.reduce((sum, { shape }) => sum + sizeOf(shape), 0)
}
