import { givesEveryStep, networkSizes, outputWidth } from './network-sizes'
import { sizeOf, weightLayout, type WeightEntry } from './weight-layout'
import type { CellKind, ModelSpec, ReadoutSpec, RecurrentLayer } from './model-spec'

/** One line of a network's layer table. */
export interface LayerDescription {
  /** The path of the layer in its spec, such as `layers[0]`, `head`; `input` for what goes in. */
  readonly field: string
  readonly kind: 'input' | CellKind | 'dense' | 'readout' | 'skip'
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

/** What a readout is called on a screen; no line in the table where it has no weights. */
export const readoutTitles: Readonly<Record<ReadoutSpec['kind'], string>> = {
  last: 'Last step',
  sequence: 'Every step',
  decoder: 'Decoder',
  positions: 'Parallel decoder',
  ahead: 'Every step ahead',
}

/** The layer table of a valid spec that is shown `features` values a step. */
export function describeSpec(spec: ModelSpec, features: number): SpecDescription {
  const { steps, features: width, piece, pieces, raw } = networkSizes(spec, { features })
  const counts = parameterCounts(spec, features)
  const line = (
    field: string,
    kind: LayerDescription['kind'],
    title: string,
    ...sides: readonly number[]
  ): LayerDescription => ({
    field,
    kind,
    title,
    outputShape: `[${['batch', ...sides].join(', ')}]`,
    parameterCount: counts.get(field) ?? 0,
  })
  const before = spec.before.map(({ units }, index) =>
    line(`before[${String(index)}]`, 'dense', 'Dense', steps, units),
  )
  const layers = spec.layers.map((layer, index) => {
    const every = index < spec.layers.length - 1 || givesEveryStep(spec.readout)
    const sides = every ? [steps, outputWidth(layer)] : [outputWidth(layer)]
    return line(`layers[${String(index)}]`, layer.kind, layerTitle(layer), ...sides)
  })
  const top = spec.layers[spec.layers.length - 1]
  const readout = counts.has('readout')
    ? [line('readout', 'readout', readoutTitles[spec.readout.kind], pieces, top.units)]
    : []
  const outputs = raw === 1 ? [spec.horizon] : [spec.horizon, raw]
  const head = line('head', 'dense', piece === spec.horizon ? 'Dense' : 'Dense a step', ...outputs)
  const skip = spec.skip === null ? [] : [line('skip', 'skip', 'Skip', spec.horizon)]
  return {
    name: shortName(spec),
    layers: [line('input', 'input', 'Input', steps, width), ...before, ...layers, ...readout]
      .concat(head)
      .concat(skip),
    parameterCount: [...counts.values()].reduce((sum, count) => sum + count, 0),
  }
}

/** Such as `LSTM 32`, `GRU 32 → 16`, `LSTM 32 → GRU 16`: a cell is named where it differs from the one before. */
export function shortName(spec: ModelSpec): string {
  return spec.layers
    .map((layer, index) => {
      const units = String(layer.units)
      const title = layerTitle(layer)
      const repeated = index > 0 && layerTitle(spec.layers[index - 1]) === title
      return repeated ? units : `${title} ${units}`
    })
    .join(' → ')
}

/** Parameters of a network that is shown `features` values a step. Nothing of their size is allocated. */
export function countParameters(spec: ModelSpec, features: number): number {
  return [...parameterCounts(spec, features).values()].reduce((sum, count) => sum + count, 0)
}

/** Parameters by layer. */
function parameterCounts(spec: ModelSpec, features: number): Map<string, number> {
  const counts = new Map<string, number>()
  const add = ({ layer, shape }: Pick<WeightEntry, 'layer' | 'shape'>): void => {
    counts.set(layer, (counts.get(layer) ?? 0) + sizeOf(shape))
  }
  // The layout writes a skip's initial values out; its size is known without them.
  weightLayout({ ...spec, skip: null }, { features }).forEach(add)
  if (spec.skip !== null) add({ layer: 'skip', shape: [spec.input.history, spec.horizon] })
  return counts
}

function layerTitle({ kind, direction }: RecurrentLayer): string {
  return direction === 'forward' ? cellTitles[kind] : `Bidirectional ${cellTitles[kind]}`
}
