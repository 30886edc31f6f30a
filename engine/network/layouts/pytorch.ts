import type { CellKind, ModelSpec } from '../../spec/model-spec'
import type { NetworkShape, WeightTensor } from '../network'
import { gateCount } from '../../spec/network-sizes'
import { weightLayout, type WeightEntry } from '../../spec/weight-layout'
import { valuesOf } from './keras'

/** For each block of PyTorch's rows the block of our columns: LSTM i f g o in both; GRU r z n of our z r n. */
const blocks: Readonly<Record<CellKind, readonly number[]>> = {
  rnn: [0],
  lstm: [0, 1, 2, 3],
  gru: [1, 0, 2],
}

/**
 * Weights as `state_dict()` of PyTorch modules `before.0` … (Linear), `layers.0` … (RNN, LSTM or GRU of one
 * layer each, with `layers.0.norm` a LayerNorm), `readout`, `head`, `skip` (Linear). Matrices are transposed,
 * `[gates · units, features]`. An RNN or LSTM has one bias here and two in PyTorch, which only ever appear as
 * their sum: `bias_hh` becomes 0. A GRU has two in both.
 */
export function toPyTorch(
  spec: ModelSpec,
  shape: NetworkShape,
  weights: readonly WeightTensor[],
): readonly WeightTensor[] {
  return weightLayout(spec, shape).flatMap((entry) => {
    const values = valuesOf(weights, entry.name, entry.shape)
    const { name, form, kind } = torchForm(spec, entry)
    switch (form) {
      case 'matrix': {
        const [rows, columns] = entry.shape
        const moved = transposed(permuted(values, rows, kind, false), rows, columns)
        return [{ name, shape: [columns, rows], values: moved }]
      }
      case 'biases': {
        const size = entry.shape[entry.shape.length - 1]
        const both = kind === 'gru' ? permuted(values, 2, kind, false) : [...values]
        const pair = Float32Array.from({ length: 2 * size }, (_, i) => both[i] ?? 0)
        return [
          { name: name.replace('bias', 'bias_ih'), shape: [size], values: pair.slice(0, size) },
          { name: name.replace('bias', 'bias_hh'), shape: [size], values: pair.slice(size) },
        ]
      }
      case 'same':
        return [{ name, shape: entry.shape, values }]
    }
  })
}

/**
 * The inverse of `toPyTorch`, in any order. The two biases of an RNN or LSTM are added.
 * @throws EngineError `request-invalid` naming a tensor that is missing or of another shape.
 */
export function fromPyTorch(
  spec: ModelSpec,
  shape: NetworkShape,
  weights: readonly WeightTensor[],
): readonly WeightTensor[] {
  return weightLayout(spec, shape).map((entry): WeightTensor => {
    const { name, form, kind } = torchForm(spec, entry)
    const own = (values: Float32Array): WeightTensor => ({
      name: entry.name,
      shape: entry.shape,
      values,
    })
    switch (form) {
      case 'matrix': {
        const [rows, columns] = entry.shape
        const given = valuesOf(weights, name, [columns, rows])
        return own(permuted(transposed(given, columns, rows), rows, kind, true))
      }
      case 'biases': {
        const size = entry.shape[entry.shape.length - 1]
        const input = valuesOf(weights, name.replace('bias', 'bias_ih'), [size])
        const state = valuesOf(weights, name.replace('bias', 'bias_hh'), [size])
        if (kind !== 'gru') return own(input.map((value, i) => value + state[i]))
        const both = Float32Array.from([...input, ...state])
        return own(permuted(both, 2, kind, true))
      }
      case 'same':
        return own(valuesOf(weights, name, entry.shape))
    }
  })
}

interface TorchForm {
  readonly name: string
  readonly form: 'matrix' | 'biases' | 'same'
  /** The cell whose gates the columns are; null for none. */
  readonly kind: CellKind | null
}

function torchForm(spec: ModelSpec, { name, layer }: WeightEntry): TorchForm {
  const module = layer.replace('[', '.').replace(']', '')
  const match = /^layers\[(\d+)\]$/.exec(layer)
  const part = name.slice(layer.length + 1)
  if (match === null) {
    if (part === 'kernel') return { name: `${module}.weight`, form: 'matrix', kind: null }
    return { name: `${module}.${part}`, form: 'same', kind: null }
  }
  const { kind } = spec.layers[Number(match[1])]
  const reverse = part.startsWith('backward.') ? '_reverse' : ''
  const torch = (own: string): string => `${module}.${own}${reverse}`
  switch (part.replace('backward.', '')) {
    case 'kernel':
      return { name: torch('weight_ih_l0'), form: 'matrix', kind }
    case 'recurrentKernel':
      return { name: torch('weight_hh_l0'), form: 'matrix', kind }
    case 'bias':
      return { name: torch('bias_l0'), form: 'biases', kind }
    case 'initialState':
      return { name: torch('initial_state'), form: 'same', kind: null }
    case 'initialCell':
      return { name: torch('initial_cell'), form: 'same', kind: null }
    default:
      return {
        name: `${module}.norm.${part === 'gain' ? 'weight' : 'bias'}`,
        form: 'same',
        kind: null,
      }
  }
}

/** Moves the gates' blocks of columns into PyTorch's order, or back. */
function permuted(
  values: Float32Array,
  rows: number,
  kind: CellKind | null,
  back: boolean,
): Float32Array {
  if (kind === null) return values
  const columns = values.length / rows
  const width = columns / gateCount[kind]
  const moved = new Float32Array(values.length)
  blocks[kind].forEach((ours, theirs) => {
    const [from, to] = back ? [theirs, ours] : [ours, theirs]
    for (let row = 0; row < rows; row++) {
      const at = row * columns
      moved.set(values.subarray(at + from * width, at + (from + 1) * width), at + to * width)
    }
  })
  return moved
}

/** `[rows, columns]` → `[columns, rows]`. */
function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  return values.map((_, i) => values[(i % rows) * columns + Math.floor(i / rows)])
}
