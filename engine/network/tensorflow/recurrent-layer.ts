import {
  add,
  concat,
  div,
  mul,
  ones,
  sqrt,
  square,
  sub,
  sum,
  zeros,
  type Tensor,
} from '@tensorflow/tfjs-core'
import type { RecurrentLayer } from '../../spec/model-spec'
import { givesEveryStep, outputWidth } from '../../spec/network-sizes'
import { createCell } from './cell'
import { hasCellParts } from './cell-part'
import { masked, type Pass } from './pass'
import { readyCell, runCell, type ReadyCell } from './run-cell'
import type { Value } from './tape'

/** Added to the variance before its root is taken. */
const normEpsilon = 1e-5

export interface LayerOutput {
  /** One `[size, width]` a step; empty when only the last state was asked for. */
  readonly every: readonly Value[]
  /** The last state of each direction, joined and finished as the steps are. */
  readonly last: Value
  /** From which a readout goes on: the forward cell, its state as it left it, its mask. */
  readonly cell: ReadyCell
  readonly state: readonly Value[]
  readonly recurrentMask: Tensor | null
}

/** A recurrent layer: its cells in one or two directions, then residual, norm and dropout, in this order. */
export function recurrentLayer(pass: Pass, index: number, input: readonly Value[]): LayerOutput {
  const { spec } = pass
  const layer = spec.layers[index]
  const owner = `layers[${String(index)}]`
  const isTop = index === spec.layers.length - 1
  const lastOnly = isTop && !givesEveryStep(spec.readout)
  const forward = runDirection(pass, layer, index, '', input)
  const backward =
    layer.direction === 'forward' ? null : runDirection(pass, layer, index, 'backward.', input)
  const join = (a: Value, b: Value | undefined): Value => {
    if (b === undefined) return a
    const operations =
      layer.direction === 'concat'
        ? (x: Tensor, y: Tensor) => concat([x, y], 1)
        : (x: Tensor, y: Tensor) => add(x, y)
    return pass.tape.apply(operations, [a, b])
  }
  const mask = pass.mask(owner, outputWidth(layer), layer.dropout)
  const finished = (y: Value, x: Value | null): Value =>
    masked(pass, normalised(pass, layer, owner, x === null ? y : plus(pass, y, x)), mask)
  const every = lastOnly
    ? []
    : input.map((x, t) =>
        finished(join(forward.every[t], backward?.every[t]), layer.residual ? x : null),
      )
  const joinedLast = join(forward.last, backward?.last)
  const [last] = lastOnly
    ? [finished(joinedLast, layer.residual ? lastValid(pass, input) : null)]
    : every.slice(-1)
  return { every, last, cell: forward.cell, state: forward.state, recurrentMask: forward.mask }
}

interface Run {
  readonly every: readonly Value[]
  readonly last: Value
  readonly cell: ReadyCell
  readonly state: readonly Value[]
  readonly mask: Tensor | null
}

function runDirection(
  pass: Pass,
  layer: RecurrentLayer,
  index: number,
  direction: '' | 'backward.',
  input: readonly Value[],
): Run {
  const { tape, inputs } = pass
  const prefix = `layers[${String(index)}].${direction}`
  const weight = (name: string): Value => pass.weight(prefix + name)
  const weights = {
    kernel: weight('kernel'),
    recurrentKernel: weight('recurrentKernel'),
    bias: weight('bias'),
  }
  const cell = readyCell(tape, createCell(layer), layer.units, weights)
  const initial = cell.cell.stateFactors.map((factor, k) => {
    if (layer.initialState === 'zero') return tape.constant(zeros([inputs.size, layer.units]))
    // One row for all windows, as the cell keeps it.
    const rows = mul(ones([inputs.size, 1]), factor)
    return tape.apply(
      (state) => mul(rows, state),
      [weight(k === 0 ? 'initialState' : 'initialCell')],
    )
  })
  const mask = pass.mask(`${prefix}recurrent`, layer.units, layer.recurrentDropout)
  const upTo = inputs.valid?.upTo ?? null
  const backward = direction !== ''
  const { outputs, state } = runCell(tape, cell, backward ? input.toReversed() : input, initial, {
    valid: backward ? (upTo?.toReversed() ?? null) : upTo,
    mask,
    trace: pass.trace(index, backward ? 1 : 0),
    ...(index === 0 && pass.spec.before.length === 0 && hasCellParts()
      ? { rows: { tensor: inputs.rows(), backward } }
      : {}),
  })
  const inTime = backward ? outputs.toReversed() : outputs
  const [last] = state
  return { every: backward ? pastEnd(pass, inTime, last) : inTime, last, cell, state, mask }
}

/** Past a sequence's end the backward direction has not begun; its last state stands there, as forward. */
function pastEnd({ tape, inputs }: Pass, outputs: readonly Value[], last: Value): Value[] {
  const { valid } = inputs
  if (valid === null) return [...outputs]
  return outputs.map((output, t) =>
    tape.apply((own, final) => add(final, mul(sub(own, final), valid.upTo[t])), [output, last]),
  )
}

function plus({ tape }: Pass, a: Value, b: Value): Value {
  return tape.apply((x, y) => add(x, y), [a, b])
}

/** The input at each sequence's last valid step. */
function lastValid(pass: Pass, input: readonly Value[]): Value {
  const { valid } = pass.inputs
  if (valid === null) return input[input.length - 1]
  return input
    .map((x, t) => masked(pass, x, valid.last[t]))
    .reduce((total, x) => plus(pass, total, x))
}

function normalised({ tape, weight }: Pass, layer: RecurrentLayer, owner: string, y: Value): Value {
  if (!layer.layerNorm) return y
  return tape.apply(
    (x, gain, offset) => {
      const mean = (of: Tensor): Tensor => div(sum(of, 1, true), x.shape[1] ?? 1)
      const centred = sub(x, mean(x))
      const normal = div(centred, sqrt(add(mean(square(centred)), normEpsilon)))
      return add(mul(normal, gain), offset)
    },
    [y, weight(`${owner}.gain`), weight(`${owner}.offset`)],
  )
}
