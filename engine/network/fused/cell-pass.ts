import { fromRow, pad8, type Arena, type Matrix } from './arena'
import type { CellWeights } from './cell-weights'
import type { Machine } from './machine'

/** Memory of one run of a cell over `steps` steps of `rows` sequences, and what it does there. */
export interface CellPass {
  /** Where the input goes: `[steps·rows]`. */
  readonly input: Matrix
  /** The states, `[(steps + 1)·rows]`; the first step's rows are the initial state. */
  readonly states: Matrix
  /** The last states of h and, for an LSTM, of c. */
  readonly last: Matrix
  readonly lastCell: Matrix
  /** Gradient of the last state going in, of the initial state coming out, `[rows]`; c likewise. */
  readonly gradient: Matrix
  readonly cellGradient: Matrix
  /** Gates after `forward`, gradients by their arguments after `backward`: `[steps·rows]`. */
  readonly gates: Matrix
  /** ‖∂L/∂h_t‖² of each row after a traced `backward`, `[steps][rows]`. */
  readonly norms: number
  initialise(machine: Machine): void
  /** The initial state must be in place unless `zeroState`. */
  forward(machine: Machine, lengths: number, mask: number): void
  /** `outer` is the gradient of every output or null; the last state's is in `gradient`. */
  backward(
    machine: Machine,
    outer: Matrix | null,
    lengths: number,
    mask: number,
    traced: boolean,
  ): void
  /** Adds to `product`, the weights' gradients `[width][columns]`. */
  addWeightGradients(machine: Machine, product: number): void
  /** The input's gradient, all steps at once. */
  inputGradient(machine: Machine, to: Matrix): void
}

/**
 * Floats between rows of gates: without them a column of gates, whose rows lie a power of two apart, would fall
 * into a few lines of the first cache only. Measured: weight gradients of 128 units 43 → 48 GFLOP/s.
 */
const gatePadding = 16

export function cellPass(
  weights: CellWeights,
  steps: number,
  rows: number,
  zeroState: boolean,
  zeros: number,
  arena: Arena,
): CellPass {
  const { layer, units, padded, columns, xAt, hAt, width, depth, features } = weights
  const cat = arena.floats(steps * rows * width)
  const ldg = columns + gatePadding
  const gates: Matrix = { at: arena.floats(steps * rows * ldg), stride: ldg, columns }
  const states = arena.matrix((steps + 1) * rows, units)
  const lstm = layer.kind === 'lstm'
  const cells = lstm ? arena.matrix((steps + 1) * rows, units) : states
  const squashed = lstm ? arena.floats(steps * rows * padded) : 0
  const gradient = arena.matrix(rows, units)
  const cellGradient = lstm ? arena.matrix(rows, units) : gradient
  const scratch = arena.floats(rows * padded)
  const norms = arena.floats(steps * rows)
  const zero = zeroState ? 1 : 0
  const toInitial = zeroState ? 0 : 1
  const relu = layer.kind === 'rnn' && layer.activation === 'relu' ? 1 : 0
  const initialCat = cat + 4 * hAt
  const { panels, bias, toState } = weights
  // As the kernels take them: see lstmForward.
  const before = [cat, width, xAt, hAt, panels, depth, features, bias, gates.at, ldg]

  return {
    input: { at: cat + 4 * xAt, stride: width, columns: features },
    states,
    last: fromRow(states, steps * rows),
    lastCell: fromRow(cells, steps * rows),
    gradient,
    cellGradient,
    gates,
    norms,
    initialise({ f32 }) {
      for (let row = 0; row < steps * rows; row++) f32[cat / 4 + row * width + xAt - 1] = 1
    },
    forward({ kernels }, lengths, mask) {
      if (!zeroState) {
        kernels.copyRows(states.at, padded, initialCat, width, rows, units)
        if (mask !== 0) kernels.maskRows(initialCat, width, mask, rows, padded)
      }
      const after = [states.at, padded, rows, steps, zero, lengths, mask]
      switch (layer.kind) {
        case 'lstm':
          kernels.lstmForward(...before, cells.at, squashed, ...after)
          break
        case 'gru':
          kernels.gruForward(...before, ...after)
          break
        case 'rnn':
          kernels.rnnForward(...before, ...after, relu)
      }
    },
    backward({ kernels }, outer, lengths, mask, traced) {
      const [dh, dc] = [gradient.at, cellGradient.at]
      const outerAt = outer === null ? 0 : outer.at
      const ldOuter = outer === null ? 0 : outer.stride
      if (outer !== null) {
        const final = fromRow(outer, (steps - 1) * rows)
        kernels.addRows(final.at, final.stride, dh, padded, rows, units, 1)
      }
      const from = [outerAt, ldOuter, zeros, toState, padded, rows, steps, toInitial]
      const rest = [lengths, mask, scratch, traced ? norms : 0]
      switch (layer.kind) {
        case 'lstm':
          kernels.lstmBackward(gates.at, ldg, cells.at, squashed, dh, dc, ...from, ...rest)
          break
        case 'gru':
          kernels.gruBackward(gates.at, ldg, states.at, dh, ...from, ...rest)
          break
        case 'rnn':
          kernels.rnnBackward(gates.at, ldg, dh, ...from, ...rest, relu)
      }
    },
    addWeightGradients({ kernels }, product) {
      const total = steps * rows
      // With a zero initial state the first step's h adds nothing.
      const skipped = zeroState ? rows : 0
      const states = cat + 4 * (skipped * width + hAt)
      const own = 4 * padded
      const toStates = product + 4 * hAt * columns
      const fromGates = gates.at + 4 * skipped * ldg
      if (layer.kind === 'gru') {
        kernels.gemmTn(cat, width, gates.at, ldg, product, columns, hAt, 3 * padded, total)
        const ones = Math.floor((xAt - 1) / 4) * 4
        const m = 3 * own
        kernels.gemmTn(
          cat + 4 * ones,
          width,
          gates.at + m,
          ldg,
          product + 4 * ones * columns + m,
          columns,
          4,
          padded,
          total,
        )
        kernels.gemmTn(
          states,
          width,
          fromGates + own,
          ldg,
          toStates + own,
          columns,
          padded,
          3 * padded,
          total - skipped,
        )
      } else {
        kernels.gemmTn(cat, width, gates.at, ldg, product, columns, hAt, columns, total)
        kernels.gemmTn(
          states,
          width,
          fromGates,
          ldg,
          toStates,
          columns,
          padded,
          columns,
          total - skipped,
        )
      }
    },
    inputGradient({ kernels }, to) {
      const { toInput, inputColumns } = weights
      kernels.gemm(
        gates.at,
        ldg,
        toInput,
        inputColumns * 8,
        to.at,
        to.stride,
        zeros,
        0,
        steps * rows,
        pad8(features),
        inputColumns,
      )
    },
  }
}
