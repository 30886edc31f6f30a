import {
  add,
  concat,
  matMul,
  mul,
  ones,
  reshape,
  slice,
  sub,
  tensor2d,
  transpose,
  type Tensor,
} from '@tensorflow/tfjs-core'
import { locationOf } from './heads'
import { dense, masked, type Pass } from './pass'
import type { LayerOutput } from './recurrent-layer'
import { runCell, type RunOptions } from './run-cell'
import type { Value } from './tape'

/** Raw numbers of the head, `[size, horizon, raw]`, with the skip. */
export function rawOutputs(pass: Pass, top: LayerOutput): Value {
  const { tape, spec, sizes, inputs } = pass
  const { horizon } = spec
  const { raw, pieces } = sizes
  const shape = [inputs.size, horizon, raw]
  switch (spec.readout.kind) {
    case 'last':
      return withSkip(
        pass,
        tape.apply((x) => reshape(x, shape), [dense(pass, 'head', top.last)]),
      )
    case 'sequence':
    case 'ahead':
      return withSkip(pass, everyStep(pass, top.every.slice(-pieces)))
    case 'positions':
      return withSkip(pass, positions(pass, top, spec.readout.dropout))
    case 'decoder':
      return decoder(pass, top, spec.readout.teacherForcing)
  }
}

/** The head on each of the states `[size, units]`, for the steps of a piece each. */
function everyStep(pass: Pass, states: readonly Value[]): Value {
  const { tape, spec, sizes, inputs } = pass
  const { piece, raw } = sizes
  const rows = tape.apply((...all) => concat(all, 0), states)
  return tape.apply(
    (x) => {
      const parts = transpose(reshape(x, [states.length, inputs.size, piece * raw]), [1, 0, 2])
      const steps = reshape(parts, [inputs.size, states.length * piece, raw])
      return slice(steps, [0, 0, 0], [-1, spec.horizon, -1])
    },
    [dense(pass, 'head', rows)],
  )
}

/** One step of the top cell from its last state for each piece of the horizon, fed a learned vector. */
function positions(pass: Pass, top: LayerOutput, rate: number): Value {
  const { tape, spec, sizes, inputs } = pass
  const { units } = top.cell
  const { pieces, piece, raw } = sizes
  const mask = pass.mask('readout', pieces * units, rate)
  const vectors = pass.weight('readout.positions')
  const width = vectors.tensor.shape[1] ?? 0
  const rows = ones([inputs.size, 1])
  const parts = Array.from({ length: pieces }, (_, index) => {
    const x = tape.apply((all) => matMul(rows, slice(all, [index, 0], [1, width])), [vectors])
    const [h] = runCell(tape, top.cell, [x], top.state, oneStep(top)).outputs
    const own = mask === null ? null : slice(mask, [0, index * units], [inputs.size, units])
    return dense(pass, 'head', masked(pass, h, own))
  })
  const joined = tape.apply((...pieces) => concat(pieces, 1), parts)
  return tape.apply(
    (x) => slice(reshape(x, [inputs.size, pieces * piece, raw]), [0, 0, 0], [-1, spec.horizon, -1]),
    [joined],
  )
}

/** The top cell goes on from its last state, fed its own location, or the true value where it is given. */
function decoder(pass: Pass, top: LayerOutput, teacherForcing: boolean): Value {
  const { tape, spec, sizes, inputs, forced } = pass
  const { horizon, layers } = spec
  const { size } = inputs
  const location = locationOf(spec.head) ?? 0
  const mask = pass.mask('readout', top.cell.units, layers[layers.length - 1].dropout)
  const skip = skipValues(pass)
  const row = locationRow(location, sizes.raw)
  let fed = tape.constant(inputs.lastValue)
  let state = top.state
  const steps = Array.from({ length: horizon }, (_, h) => {
    const run = runCell(tape, top.cell, [dense(pass, 'readout', fed)], state, oneStep(top))
    state = run.state
    const own = dense(pass, 'head', masked(pass, run.outputs[0], mask))
    const numbers =
      skip === null
        ? own
        : tape.apply((x, y) => add(x, matMul(slice(y, [0, h], [size, 1]), row)), [own, skip])
    const fedBack = tape.apply((x) => slice(x, [0, location], [size, 1]), [numbers])
    fed = teacherForcing && forced !== null ? replaced(pass, fedBack, forced, h) : fedBack
    return numbers
  })
  return tape.apply((...all) => reshape(concat(all, 1), [size, horizon, sizes.raw]), steps)
}

/** The true value of step h where it is observed. */
function replaced(
  { tape, inputs }: Pass,
  own: Value,
  { targets, observed }: { readonly targets: Tensor; readonly observed: Tensor },
  h: number,
): Value {
  const target = slice(targets, [0, h], [inputs.size, 1])
  const known = slice(observed, [0, h], [inputs.size, 1])
  return tape.apply((x) => add(x, mul(sub(target, x), known)), [own])
}

function oneStep({ recurrentMask }: LayerOutput): RunOptions {
  return { valid: null, mask: recurrentMask, trace: null }
}

/** The skip's linear map `[size, horizon]`, null without one. */
function skipValues({ tape, spec, inputs, weight }: Pass): Value | null {
  if (spec.skip === null) return null
  return tape.apply((kernel) => matMul(inputs.ownPast, kernel), [weight('skip.kernel')])
}

/** Adds the skip to the location of every step ahead. */
function withSkip(pass: Pass, raw: Value): Value {
  const skip = skipValues(pass)
  if (skip === null) return raw
  const { tape, spec, sizes, inputs } = pass
  const row = locationRow(locationOf(spec.head) ?? 0, sizes.raw)
  return tape.apply(
    (x, y) => add(x, mul(reshape(y, [inputs.size, spec.horizon, 1]), row)),
    [raw, skip],
  )
}

/** `[1, raw]`: 1 at the location, else 0. */
function locationRow(location: number, raw: number): Tensor {
  return tensor2d([Array.from({ length: raw }, (_, k) => (k === location ? 1 : 0))])
}
