import type { Batch, NetworkShape } from '../../engine/network/network'
import { networkSizes, windowSteps } from '../../engine/spec/network-sizes'
import type { ModelSpec, RecurrentLayer } from '../../engine/spec/model-spec'
import { dropoutKey, dropoutMask } from '../../engine/network/dropout-mask'
import { float64Loss, locationOf } from './float64-heads'

/** Weights by name, row-major, in Keras' layout. */
export type Weights = ReadonlyMap<string, Float64Array>

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** row · matrix `[row.length][columns]`, columns from..to. */
function product(
  row: readonly number[],
  matrix: Float64Array,
  columns: number,
  from: number,
  to: number,
): number[] {
  const sums: number[] = []
  for (let c = from; c < to; c++) {
    let sum = 0
    for (let r = 0; r < row.length; r++) sum += row[r] * matrix[r * columns + c]
    sums.push(sum)
  }
  return sums
}
const plus = (a: readonly number[], b: ArrayLike<number>): number[] => a.map((x, i) => x + b[i])
const times = (a: readonly number[], b: ArrayLike<number>): number[] => a.map((x, i) => x * b[i])

interface State {
  h: number[]
  c: number[]
}

/**
 * The network of a spec in plain float64, one window at a time and written from the textbook's formulas, to
 * check the executors against. `training` switches dropout on, with the masks of batch 0.
 */
export function float64Network(spec: ModelSpec, shape: NetworkShape, weights: Weights) {
  const sizes = networkSizes(spec, shape)
  const w = (name: string): Float64Array => {
    const values = weights.get(name)
    if (values === undefined) throw new Error(`no weight ${name}`)
    return values
  }

  // Finite differences ask for the same masks thousands of times.
  const masks = new Map<string, Float32Array>()

  function mask(
    place: string,
    size: number,
    rate: number,
    window: number,
    training: boolean,
  ): Float32Array | null {
    if (rate === 0 || !training) return null
    const key = `${place} ${String(window)}`
    let own = masks.get(key)
    if (own === undefined) {
      const all = dropoutMask(window + 1, size, rate, dropoutKey(spec.seed, place, 0))
      own = all.subarray(window * size)
      masks.set(key, own)
    }
    return own
  }

  function cell(
    layer: RecurrentLayer,
    prefix: string,
    x: readonly number[],
    { h, c }: State,
    dropped: Float32Array | null,
  ): State {
    const u = layer.units
    const entering = dropped === null ? h : times(h, dropped)
    const gates = layer.kind === 'lstm' ? 4 : layer.kind === 'gru' ? 3 : 1
    const fromInput = (g: number): number[] =>
      product(x, w(`${prefix}kernel`), gates * u, g * u, (g + 1) * u)
    const fromState = (g: number): number[] =>
      product(entering, w(`${prefix}recurrentKernel`), gates * u, g * u, (g + 1) * u)
    const bias = (g: number, row = 0): Float64Array =>
      w(`${prefix}bias`).subarray(row * gates * u + g * u)
    const sum = (g: number): number[] => plus(plus(fromInput(g), fromState(g)), bias(g))
    if (layer.kind === 'rnn') {
      const z = sum(0)
      return { h: z.map((v) => (layer.activation === 'relu' ? Math.max(0, v) : Math.tanh(v))), c }
    }
    if (layer.kind === 'lstm') {
      const [i, f, g, o] = [0, 1, 2, 3].map(sum)
      const after = c.map((v, k) => sigmoid(f[k]) * v + sigmoid(i[k]) * Math.tanh(g[k]))
      return { h: after.map((v, k) => sigmoid(o[k]) * Math.tanh(v)), c: after }
    }
    const z = plus(sum(0), bias(0, 1)).map(sigmoid)
    const r = plus(sum(1), bias(1, 1)).map(sigmoid)
    const m = plus(fromState(2), bias(2, 1))
    const n = plus(fromInput(2), bias(2)).map((v, k) => Math.tanh(v + r[k] * m[k]))
    return { h: n.map((v, k) => (1 - z[k]) * v + z[k] * h[k]), c }
  }

  function initial(layer: RecurrentLayer, prefix: string): State {
    const zeros = Array<number>(layer.units).fill(0)
    if (layer.initialState === 'zero') return { h: zeros, c: zeros }
    return {
      h: [...w(`${prefix}initialState`)],
      c: layer.kind === 'lstm' ? [...w(`${prefix}initialCell`)] : zeros,
    }
  }

  function finish(
    layer: RecurrentLayer,
    owner: string,
    y: number[],
    x: readonly number[],
    dropped: Float32Array | null,
  ): number[] {
    let out = layer.residual ? plus(y, x) : y
    if (layer.layerNorm) {
      const mean = out.reduce((a, b) => a + b, 0) / out.length
      const variance = out.reduce((a, b) => a + (b - mean) ** 2, 0) / out.length
      const normal = out.map((v) => (v - mean) / Math.sqrt(variance + 1e-5))
      out = plus(times(normal, w(`${owner}.gain`)), w(`${owner}.offset`))
    }
    return dropped === null ? out : times(out, dropped)
  }

  /** Raw numbers of every step ahead, `[horizon][raw]`. */
  function raw(batch: Batch, window: number, training: boolean): number[][] {
    const { history, segment } = spec.input
    const given = windowSteps(spec)
    const length = batch.lengths === undefined ? given : batch.lengths[window]
    const at = window * given * shape.features
    const value = (t: number, f: number): number =>
      t < length ? batch.inputs[at + t * shape.features + f] : 0
    let sequence: number[][] = Array.from({ length: sizes.steps }, (_, k) =>
      Array.from({ length: sizes.features }, (_, j) =>
        value(k * segment + Math.floor(j / shape.features), j % shape.features),
      ),
    )
    const valid = Math.ceil(length / segment)

    spec.before.forEach((layer, index) => {
      const owner = `before[${String(index)}]`
      const dropped = mask(owner, layer.units, layer.dropout, window, training)
      sequence = sequence.map((x) => {
        const z = plus(
          product(x, w(`${owner}.kernel`), layer.units, 0, layer.units),
          w(`${owner}.bias`),
        )
        const y = z.map((v) =>
          layer.activation === 'relu'
            ? Math.max(0, v)
            : layer.activation === 'tanh'
              ? Math.tanh(v)
              : v,
        )
        return dropped === null ? y : times(y, dropped)
      })
    })

    let last: number[] = []
    let final: State = { h: [], c: [] }
    let recurrentMask: Float32Array | null = null
    spec.layers.forEach((layer, index) => {
      const owner = `layers[${String(index)}]`
      const input = sequence
      const runs = (layer.direction === 'forward' ? [''] : ['', 'backward.']).map((direction) => {
        const prefix = `${owner}.${direction}`
        const dropped = mask(
          `${prefix}recurrent`,
          layer.units,
          layer.recurrentDropout,
          window,
          training,
        )
        let state = initial(layer, prefix)
        const states: number[][] = []
        for (let t = 0; t < valid; t++) {
          const step = direction === '' ? t : valid - 1 - t
          state = cell(layer, prefix, input[step], state, dropped)
          states[step] = state.h
        }
        for (let t = valid; t < sizes.steps; t++) states[t] = state.h
        if (direction === '') {
          final = state
          recurrentMask = dropped
        }
        return { states, last: state.h }
      })
      const joined = (parts: readonly number[][]): number[] =>
        layer.direction === 'sum' ? plus(parts[0], parts[1]) : parts.flat()
      const width = joined(runs.map((run) => run.last)).length
      const dropped = mask(owner, width, layer.dropout, window, training)
      sequence = input.map((x, t) =>
        finish(layer, owner, joined(runs.map((run) => run.states[t])), x, dropped),
      )
      last = finish(
        layer,
        owner,
        joined(runs.map((run) => run.last)),
        input[Math.max(0, valid - 1)],
        dropped,
      )
    })

    const skip = (h: number): number => {
      if (spec.skip === null) return 0
      let sum = 0
      for (let t = 0; t < history; t++) sum += value(t, 0) * w('skip.kernel')[t * spec.horizon + h]
      return sum
    }
    const count = sizes.raw
    const location = locationOf(spec.head)
    const dense = (x: readonly number[]): number[] =>
      plus(
        product(x, w('head.kernel'), sizes.piece * count, 0, sizes.piece * count),
        w('head.bias'),
      )
    const cut = (values: readonly number[]): number[][] =>
      Array.from({ length: values.length / count }, (_, h) =>
        values.slice(h * count, (h + 1) * count),
      )
    const top = spec.layers[spec.layers.length - 1]
    const owner = `layers[${String(spec.layers.length - 1)}].`
    const inputs = sizes.layerInputs[spec.layers.length - 1]
    let out: number[][] = []
    switch (spec.readout.kind) {
      case 'last':
        out = cut(dense(last))
        break
      case 'sequence':
        out = sequence.flatMap((x) => cut(dense(x)))
        break
      case 'ahead':
        out = sequence.slice(-sizes.pieces).flatMap((x) => cut(dense(x)))
        break
      case 'positions': {
        const dropped = mask(
          'readout',
          sizes.pieces * top.units,
          spec.readout.dropout,
          window,
          training,
        )
        for (let piece = 0; piece < sizes.pieces; piece++) {
          const x = [...w('readout.positions').subarray(piece * inputs, (piece + 1) * inputs)]
          const { h } = cell(top, owner, x, final, recurrentMask)
          out.push(
            ...cut(dense(dropped === null ? h : times(h, dropped.subarray(piece * top.units)))),
          )
        }
        break
      }
      case 'decoder': {
        const dropped = mask('readout', top.units, top.dropout, window, training)
        let fed = value(Math.max(1, length) - 1, 0)
        let state = final
        for (let h = 0; h < spec.horizon; h++) {
          const x = plus(product([fed], w('readout.kernel'), inputs, 0, inputs), w('readout.bias'))
          state = cell(top, owner, x, state, recurrentMask)
          const numbers = dense(dropped === null ? state.h : times(state.h, dropped))
          numbers[location] += skip(h)
          out.push(numbers)
          const target = batch.targets[window * spec.horizon + h]
          fed =
            spec.readout.teacherForcing && training && !Number.isNaN(target)
              ? target
              : numbers[location]
        }
        return out
      }
    }
    out = out.slice(0, spec.horizon)
    if (spec.skip !== null)
      out.forEach((numbers, h) => {
        numbers[location] += skip(h)
      })
    return out
  }

  return {
    raw,
    /** Mean over the unmasked targets, each times its window's weight. */
    loss(batch: Batch, training: boolean): number {
      let sum = 0
      let count = 0
      for (let window = 0; window < batch.size; window++) {
        raw(batch, window, training).forEach((numbers, h) => {
          const target = batch.targets[window * spec.horizon + h]
          if (Number.isNaN(target)) return
          count += 1
          sum +=
            (batch.sampleWeights?.[window] ?? 1) *
            float64Loss(spec.head, spec.loss, numbers, target)
        })
      }
      return sum / count
    },
  }
}
