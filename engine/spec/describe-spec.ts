import type { CellKind, ModelSpec } from './model-spec'
import { countParameters, headShapes, recurrentShapes } from './weight-shapes'

/** One line of a network's layer table. */
export interface LayerDescription {
  /** The path of the layer in its spec, such as `layers[0]`, `head`; `input` for what goes in. */
  readonly field: string
  readonly kind: 'input' | CellKind | 'dense'
  /** Such as `LSTM`. */
  readonly title: string
  /** Such as `[batch, 30, 32]`: batch, time, units; without time where only the last step goes on. */
  readonly outputShape: string
  /** Weights and biases in Keras' layout. */
  readonly parameterCount: number
}

export interface SpecDescription {
  /** Such as `GRU 32 → 16`. */
  readonly name: string
  /** Input first, head last. */
  readonly layers: readonly LayerDescription[]
  readonly parameterCount: number
}

/** What the cells are called on a screen. */
export const cellTitles: Readonly<Record<CellKind, string>> = {
  rnn: 'SimpleRNN',
  lstm: 'LSTM',
  gru: 'GRU',
}

/** The layer table of a valid spec that is shown `features` values a step. */
export function describeSpec(spec: ModelSpec, features: number): SpecDescription {
  const { history } = spec.input
  let width = features
  const layers: LayerDescription[] = [
    {
      field: 'input',
      kind: 'input',
      title: 'Input',
      outputShape: shapeText(history, features),
      parameterCount: 0,
    },
  ]
  spec.layers.forEach((layer, index) => {
    const last = index === spec.layers.length - 1
    layers.push({
      field: `layers[${String(index)}]`,
      kind: layer.kind,
      title: cellTitles[layer.kind],
      outputShape: last ? shapeText(layer.units) : shapeText(history, layer.units),
      parameterCount: countParameters(recurrentShapes(layer, width)),
    })
    width = layer.units
  })
  layers.push({
    field: 'head',
    kind: 'dense',
    title: 'Dense',
    outputShape: shapeText(spec.horizon),
    parameterCount: countParameters(headShapes(width, spec.horizon)),
  })
  return {
    name: shortName(spec),
    layers,
    parameterCount: layers.reduce((sum, layer) => sum + layer.parameterCount, 0),
  }
}

/** Such as `LSTM 32`, `GRU 32 → 16`, `LSTM 32 → GRU 16`: a cell is named where it differs from the one before. */
export function shortName(spec: ModelSpec): string {
  return spec.layers
    .map((layer, index) => {
      const units = String(layer.units)
      const repeated = index > 0 && spec.layers[index - 1].kind === layer.kind
      return repeated ? units : `${cellTitles[layer.kind]} ${units}`
    })
    .join(' → ')
}

function shapeText(...sides: readonly number[]): string {
  return `[${['batch', ...sides].join(', ')}]`
}
