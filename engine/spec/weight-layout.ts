import type { ModelSpec, RecurrentLayer } from './model-spec'
import { gateCount, networkSizes, type NetworkShape } from './network-sizes'

/** How a weight starts; drawn by `initialWeights`. */
export type InitialRule =
  | { readonly kind: 'zeros' }
  | { readonly kind: 'ones' }
  /** Uniform in ±factor·√(6 / (rows + columns)) (Glorot & Bengio 2010). */
  | { readonly kind: 'glorot'; readonly factor: number }
  /** Orthonormal rows (Saxe et al. 2014). */
  | { readonly kind: 'orthogonal' }
  /** Zeros, with ones for the LSTM's forget gate (Jozefowicz et al. 2015). */
  | { readonly kind: 'forget-bias'; readonly units: number }
  | { readonly kind: 'normal'; readonly deviation: number }
  | { readonly kind: 'values'; readonly values: Float32Array }

/** One weight tensor of a network; the order of the list is the order of `Network.weights`. */
export interface WeightEntry {
  /** Such as `layers[0].recurrentKernel`. */
  readonly name: string
  readonly shape: readonly number[]
  readonly initial: InitialRule
  readonly frozen: boolean
  readonly learningRateFactor: number
  /** Whether weight decay applies: kernels yes; biases, norms and states no. */
  readonly decay: boolean
  /** The layer as a fault names it, such as `layers[0]`. */
  readonly layer: string
}

/**
 * Every weight of a network in Keras' layout and order: dense layers before the stack, recurrent layers,
 * readout, head, skip. A recurrent layer has kernel `[features, gates·units]`, recurrentKernel
 * `[units, gates·units]` and bias `[gates·units]`, a GRU's bias `[2, 3·units]` (input, state); gates in the
 * order i f g o or z r n. The second direction's follow as `backward.kernel` and so on, then the initial
 * states `initialState`, `initialCell` `[units]` of each direction, then gain and offset of the norm.
 */
export function weightLayout(spec: ModelSpec, shape: NetworkShape): readonly WeightEntry[] {
  const sizes = networkSizes(spec, shape)
  const before = spec.before.flatMap(({ units, frozen }, index) =>
    dense(`before[${String(index)}]`, sizes.beforeInputs[index], units, frozen, 1),
  )
  const layers = spec.layers.flatMap((layer, index) =>
    recurrent(`layers[${String(index)}]`, layer, sizes.layerInputs[index]),
  )
  const last = spec.layers.length - 1
  const readout = readoutEntries(spec, sizes.layerInputs[last], sizes.pieces)
  const head = dense('head', sizes.width, sizes.piece * sizes.raw, false, spec.head.initialScale)
  return [...before, ...layers, ...readout, ...head, ...skipEntries(spec)]
}

function entry(
  layer: string,
  name: string,
  shape: readonly number[],
  initial: InitialRule,
  frozen: boolean,
  decay = false,
): WeightEntry {
  return { name: `${layer}.${name}`, shape, initial, frozen, learningRateFactor: 1, decay, layer }
}

function dense(
  layer: string,
  inputs: number,
  units: number,
  frozen: boolean,
  factor: number,
): WeightEntry[] {
  return [
    entry(layer, 'kernel', [inputs, units], { kind: 'glorot', factor }, frozen, true),
    entry(layer, 'bias', [units], { kind: 'zeros' }, frozen),
  ]
}

function recurrent(owner: string, layer: RecurrentLayer, features: number): WeightEntry[] {
  const { units, frozen } = layer
  const columns = gateCount[layer.kind] * units
  const bias: InitialRule =
    layer.kind === 'lstm' ? { kind: 'forget-bias', units } : { kind: 'zeros' }
  const cell = (prefix: string): WeightEntry[] => [
    entry(
      owner,
      `${prefix}kernel`,
      [features, columns],
      { kind: 'glorot', factor: 1 },
      frozen,
      true,
    ),
    entry(
      owner,
      `${prefix}recurrentKernel`,
      [units, columns],
      { kind: 'orthogonal' },
      frozen,
      true,
    ),
    entry(owner, `${prefix}bias`, layer.kind === 'gru' ? [2, columns] : [columns], bias, frozen),
  ]
  const state = (name: string): WeightEntry =>
    entry(owner, name, [units], { kind: 'zeros' }, frozen)
  const states = (prefix: string): WeightEntry[] => [
    state(`${prefix}initialState`),
    ...(layer.kind === 'lstm' ? [state(`${prefix}initialCell`)] : []),
  ]
  const prefixes = layer.direction === 'forward' ? [''] : ['', 'backward.']
  const width = layer.direction === 'concat' ? 2 * units : units
  return [
    ...prefixes.flatMap(cell),
    ...(layer.initialState === 'learned' ? prefixes.flatMap(states) : []),
    ...(layer.layerNorm
      ? [
          entry(owner, 'gain', [width], { kind: 'ones' }, frozen),
          entry(owner, 'offset', [width], { kind: 'zeros' }, frozen),
        ]
      : []),
  ]
}

function readoutEntries(spec: ModelSpec, inputs: number, pieces: number): WeightEntry[] {
  if (spec.readout.kind === 'positions') {
    return [
      entry('readout', 'positions', [pieces, inputs], { kind: 'normal', deviation: 0.1 }, false),
    ]
  }
  return spec.readout.kind === 'decoder' ? dense('readout', 1, inputs, false, 1) : []
}

function skipEntries({ skip, input: { history }, horizon }: ModelSpec): WeightEntry[] {
  if (skip === null) return []
  const { initial } = skip
  const values = new Float32Array(history * horizon)
  if (initial.kind === 'weights') values.set(initial.values)
  if (initial.kind === 'seasonal-naive') {
    for (let h = 0; h < horizon; h++) {
      const from = history - initial.season + (h % initial.season)
      values[from * horizon + h] = 1
    }
  }
  const kernel = entry(
    'skip',
    'kernel',
    [history, horizon],
    { kind: 'values', values },
    skip.frozen,
    true,
  )
  return [{ ...kernel, learningRateFactor: skip.learningRateFactor }]
}

/** How many numbers a shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1)
}
