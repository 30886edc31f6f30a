import {
  addN,
  concat,
  fused,
  matMul,
  mul,
  ones,
  reshape,
  split,
  sub,
  tidy,
  zerosLike,
  type Tensor,
} from '@tensorflow/tfjs-core'
import { cellPart, type CellInputs, type CellPart } from './cell-part'
import { mix, sumOf, type ReadyCell, type RunOptions, type WeightHalves } from './run-cell'
import { addGradient, type Tape, type Value } from './tape'

/**
 * `runCell` for a device that is slow to start a program and quick to run it. The inputs' products of all
 * steps are one product; a step is one product with the output before it and one program a state, and back
 * again the same. z is not kept: it is the sum of two products, which are.
 */
export function runFusedCell(
  tape: Tape,
  { cell, units, matrix, bias, halves }: ReadyCell & { readonly halves: WeightHalves },
  inputs: readonly Value[],
  initial: readonly Value[],
  { valid, mask, trace, rows: given }: RunOptions,
): { outputs: Value[]; state: Value[] } {
  const { fused: kind } = cell
  const tracked = [matrix, ...inputs, ...initial].some((value) => value.tracked)
  const steps = inputs.length
  const [batch] = initial[0].tensor.shape
  const count = bias.tensor.shape[0]
  const { fromInput, fromState } = halves
  const rows = given?.tensor ?? joinRows(inputs.map(({ tensor }) => tensor))
  const all = fused.matMul({ a: rows, b: fromInput, bias: bias.tensor })
  const timeOf = (t: number): number => (given?.backward === true ? steps - 1 - t : t)
  const masked = (h: Tensor): Tensor => (mask === null ? h : mul(h, mask))
  const part = (name: CellPart, reads: CellInputs): Tensor => cellPart(kind, name, units, reads)

  const entering: Tensor[] = []
  const kept: CellInputs[] = []
  let [output, cellState = null] = initial.map(({ tensor }): Tensor | null => tensor)
  for (let t = 0; t < steps; t++) {
    if (output === null) throw new Error('A cell has an output.')
    const before = output
    const enters = masked(before)
    const own = matMul(enters, fromState)
    const reads = {
      all,
      from: timeOf(t) * batch,
      own,
      before,
      cellBefore: cellState,
      after: before,
      byOutput: [],
      byCell: null,
    }
    const after = cellState === null ? before : part('cell', reads)
    const made = part('output', { ...reads, after })
    entering.push(enters)
    // The way back of a cell without a state of its own asks for its output.
    kept.push({ ...reads, after: cellState === null ? made : after })
    const held = (next: Tensor, old: Tensor): Tensor =>
      valid === null ? next : mix(next, old, valid[t])
    output = held(made, before)
    if (cellState !== null) cellState = held(after, cellState)
  }
  const outputs = [
    ...kept.slice(1).map(({ before }) => before),
    ...(output === null ? [] : [output]),
  ]
  const last = cellState === null ? [] : [cellState]

  const values = tape.record([...outputs, ...last], tracked, (results) => {
    const dzs: Tensor[] = []
    let carried: Tensor[] = []
    let byCell = results.at(steps)?.gradient ?? null
    for (let t = steps - 1; t >= 0; t--) {
      const { gradient } = results[t]
      const arriving = [...(gradient === null ? [] : [gradient]), ...carried]
      // What a sequence that has ended passes on untouched.
      const ended = valid === null ? null : held(arriving, byCell, valid[t])
      const reads = {
        ...kept[t],
        byOutput: ended?.through ?? arriving,
        byCell: ended === null ? byCell : ended.cellThrough,
      }
      if (trace !== null) {
        const sums = tidy(() =>
          trace.measure(t, totalOf(arriving, kept[t].before), [part('saturated', reads)]),
        )
        trace.take(t, sums)
      }
      const dz = part('gradient', reads)
      dzs[t] = dz
      carried = [masked(matMul(dz, fromState, false, true)), ...(ended?.past ?? [])]
      if (kind === 'gru') carried.push(part('carry', reads))
      if (kind === 'lstm') byCell = sumOf(part('carry', reads), ended?.cellPast ?? null)
    }
    const dz = joinRows(dzs)
    const byInput = matMul(rows, inTime(dzs, dz, given?.backward === true), true, false)
    const byState = matMul(joinRows(entering), dz, true, false)
    addGradient(matrix, concat([byInput, byState], 0))
    addGradient(bias, reshape(matMul(ones([1, steps * batch]), dz), [count]))
    if (inputs.some((value) => value.tracked)) {
      const slopes = split(matMul(dz, fromInput, false, true), steps, 0)
      inputs.forEach((input, t) => addGradient(input, slopes[t]))
    }
    const byInitial = [carried.length === 1 ? carried[0] : addN(carried), byCell]
    initial.forEach((value, k) => {
      const gradient = byInitial[k]
      if (gradient !== null) addGradient(value, gradient)
    })
  })
  return { outputs: values.slice(0, steps), state: [values[steps - 1], ...values.slice(steps)] }
}

/** Gradients split by whether a sequence still runs at the step (`valid` 1) or has ended (0). */
function held(arriving: readonly Tensor[], byCell: Tensor | null, valid: Tensor) {
  const split = (given: Tensor): { through: Tensor; past: Tensor } => {
    const through = mul(given, valid)
    return { through, past: sub(given, through) }
  }
  const output = arriving.length === 0 ? null : split(addN([...arriving]))
  const cell = byCell === null ? null : split(byCell)
  return {
    through: output === null ? [] : [output.through],
    past: output === null ? [] : [output.past],
    cellThrough: cell?.through ?? null,
    cellPast: cell?.past ?? null,
  }
}

function totalOf(gradients: readonly Tensor[], like: Tensor): Tensor {
  return gradients.length === 0 ? zerosLike(like) : addN([...gradients])
}

/** The rows of `steps` in time, where they ran from the last step to the first. */
function inTime(steps: readonly Tensor[], joined: Tensor, backward: boolean): Tensor {
  return backward ? joinRows(steps.toReversed()) : joined
}

function joinRows(parts: readonly Tensor[]): Tensor {
  return parts.length === 1 ? parts[0] : concat([...parts], 0)
}
