import type { WeightTensor } from '../../engine/network/network'
import type { ModelSpec, RecurrentLayer } from '../../engine/spec/model-spec'

/**
 * A slow network in float64 plain loops, written from the textbook equations and sharing no code with the
 * executors: what they are checked against. Weights are looked up by name in Keras' layout.
 */
export type Weights64 = ReadonlyMap<string, { columns: number; values: Float64Array }>

export interface WindowBatch {
  readonly size: number
  readonly inputs: ArrayLike<number>
  readonly targets: ArrayLike<number>
}

/** One mask `[size][units]` a layer, null without dropout. */
export type Masks64 = readonly (ArrayLike<number> | null)[]

export function toFloat64(weights: readonly WeightTensor[]): Weights64 {
  return new Map(
    weights.map(({ name, shape, values }) => [
      name,
      { columns: shape[shape.length - 1], values: Float64Array.from(values) },
    ]),
  )
}

const sigma = (x: number): number => 1 / (1 + Math.exp(-x))

/** Row vector times matrix, plus one row of `offset`. */
function affine(
  weights: Weights64,
  x: readonly number[],
  kernel: string,
  bias: string,
  biasRow = 0,
): number[] {
  const matrix = weights.get(kernel)
  const offset = bias === '' ? null : weights.get(bias)
  if (!matrix || offset === undefined) throw new Error(`no weight ${kernel} or ${bias}`)
  const out: number[] = []
  for (let j = 0; j < matrix.columns; j++) {
    let sum = offset ? offset.values[biasRow * offset.columns + j] : 0
    for (let i = 0; i < x.length; i++) sum += x[i] * matrix.values[i * matrix.columns + j]
    out.push(sum)
  }
  return out
}

/** One window's hidden states, one for each time step. */
function runLayer(
  layer: RecurrentLayer,
  name: string,
  weights: Weights64,
  sequence: readonly number[][],
): number[][] {
  const u = layer.units
  let h: number[] = Array<number>(u).fill(0)
  let c: number[] = Array<number>(u).fill(0)
  return sequence.map((x) => {
    const fromX = affine(weights, x, `${name}.kernel`, `${name}.bias`)
    if (layer.kind === 'gru') {
      const fromH = affine(weights, h, `${name}.recurrentKernel`, `${name}.bias`, 1)
      h = h.map((before, k) => {
        const z = sigma(fromX[k] + fromH[k])
        const r = sigma(fromX[u + k] + fromH[u + k])
        const n = Math.tanh(fromX[2 * u + k] + r * fromH[2 * u + k])
        return z * before + (1 - z) * n
      })
      return h
    }
    const fromH = affine(weights, h, `${name}.recurrentKernel`, '')
    const a = fromX.map((value, k) => value + fromH[k])
    if (layer.kind === 'rnn') {
      h = a.map((value) => (layer.activation === 'tanh' ? Math.tanh(value) : Math.max(0, value)))
      return h
    }
    c = c.map((before, k) => sigma(a[u + k]) * before + sigma(a[k]) * Math.tanh(a[2 * u + k]))
    h = c.map((cell, k) => sigma(a[3 * u + k]) * Math.tanh(cell))
    return h
  })
}

/** `[size][horizon]`. */
export function referencePredict(
  spec: ModelSpec,
  features: number,
  weights: Weights64,
  batch: WindowBatch,
  masks: Masks64 = spec.layers.map(() => null),
): number[][] {
  const { history } = spec.input
  return Array.from({ length: batch.size }, (_, b) => {
    let sequence = Array.from({ length: history }, (_, t) =>
      Array.from({ length: features }, (_, k) => batch.inputs[(b * history + t) * features + k]),
    )
    spec.layers.forEach((layer, index) => {
      const mask = masks[index]
      sequence = runLayer(layer, `layers[${String(index)}]`, weights, sequence).map((h) =>
        h.map((value, k) => (mask ? value * mask[b * layer.units + k] : value)),
      )
    })
    return affine(weights, sequence[history - 1], 'head.kernel', 'head.bias')
  })
}

/** Mean loss over targets that are not NaN. */
export function referenceLoss(
  spec: ModelSpec,
  features: number,
  weights: Weights64,
  batch: WindowBatch,
  masks?: Masks64,
): number {
  let sum = 0
  let count = 0
  referencePredict(spec, features, weights, batch, masks).forEach((row, b) => {
    row.forEach((value, j) => {
      const target = batch.targets[b * spec.horizon + j]
      if (Number.isNaN(target)) return
      const e = Math.abs(value - target)
      if (spec.loss === 'mse') sum += e * e
      else if (spec.loss === 'mae') sum += e
      else sum += e <= 1 ? (e * e) / 2 : e - 0.5
      count += 1
    })
  })
  return sum / count
}

/** Central finite differences of the loss by every weight, in the order of the map. */
export function finiteDifferences(
  weights: Weights64,
  loss: (weights: Weights64) => number,
): Map<string, Float64Array> {
  const step = 1e-5
  const gradients = new Map<string, Float64Array>()
  for (const [name, { values }] of weights) {
    const gradient = new Float64Array(values.length)
    for (let i = 0; i < values.length; i++) {
      const held = values[i]
      values[i] = held + step
      const above = loss(weights)
      values[i] = held - step
      gradient[i] = (above - loss(weights)) / (2 * step)
      values[i] = held
    }
    gradients.set(name, gradient)
  }
  return gradients
}
