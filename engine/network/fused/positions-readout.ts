import { pad8, type Arena, type Matrix } from './arena'
import { cellPass } from './cell-pass'
import { dropout } from './dropout'
import type { Machine } from './machine'
import type { Readout } from './readout'
import type { LayerPlan } from './recurrent-layer'
import type { SharedPlan } from './shared-plan'

/**
 * Parallel decoding (SegRNN, Lin et al. 2023): for each piece of the horizon one step of the last layer's
 * cell from its last state, its input a learned position vector; rows run over pieces, then windows.
 */
export function positionsReadout(
  plan: SharedPlan,
  layer: LayerPlan,
  rate: number,
  arena: Arena,
): Readout {
  const { head, rows, sizes, parameters, spec } = plan
  const { pieces } = sizes
  const index = spec.layers.length - 1
  const { frozen, kind, units } = spec.layers[index]
  const [weights] = plan.cells[index]
  const { features, padded } = weights
  const total = rows * pieces
  const pass = cellPass(weights, 1, total, false, plan.zeros, arena)
  const mask = dropout('readout', rate, spec.seed, rows, pieces * units, arena)
  const maskStride = pad8(pieces * units)
  const pieceMask = arena.matrix(rows, units)
  const recurrentMask = arena.matrix(total, units)
  const states = arena.matrix(total, units)
  const stateGradient = arena.matrix(total, units)
  const values = arena.matrix(total, head.units)
  const gradient = arena.matrix(total, head.units)
  const inputGradient = arena.matrix(total, features)
  const product = arena.floats(Math.max(head.productSize, weights.width * weights.columns))
  const positions = 4 * parameters.find('readout.positions').offset
  const initialCell = pass.lastCell.at - 4 * total * padded
  const lstm = kind === 'lstm'

  /** Masks a piece's rows; the mask `[rows][pieces · units]` has its columns side by side. */
  function maskPiece({ kernels }: Machine, rowsOf: Matrix, drawn: number, piece: number): void {
    kernels.copyRows(drawn + 4 * piece * units, maskStride, pieceMask.at, padded, rows, units)
    kernels.maskRows(rowsOf.at + 4 * piece * rows * padded, padded, pieceMask.at, rows, padded)
  }

  return {
    raw: {
      values: values.at / 4,
      gradient: gradient.at / 4,
      rowStride: values.stride,
      pieceStride: rows * values.stride,
      piece: sizes.piece,
    },
    initialise: pass.initialise,
    forward(machine, run) {
      const { kernels } = machine
      const { input } = pass
      const own = layer.recurrentMask(run)
      for (let piece = 0; piece < pieces; piece++) {
        const row = piece * rows
        const vector = run.weights + positions + 4 * piece * features
        kernels.copyRows(vector, 0, input.at + 4 * row * input.stride, input.stride, rows, features)
        const to = 4 * row * padded
        kernels.copyRows(layer.pass.last.at, padded, pass.states.at + to, padded, rows, padded)
        if (lstm)
          kernels.copyRows(layer.pass.lastCell.at, padded, initialCell + to, padded, rows, padded)
        if (own !== 0) kernels.copyRows(own, padded, recurrentMask.at + to, padded, rows, padded)
      }
      pass.forward(machine, 0, own === 0 ? 0 : recurrentMask.at)
      kernels.copyRows(pass.last.at, padded, states.at, padded, total, padded)
      const drawn = mask.draw(machine, run)
      for (let piece = 0; drawn !== 0 && piece < pieces; piece++) {
        maskPiece(machine, states, drawn, piece)
      }
      head.forward(machine, states, values, total)
    },
    backward(machine, run) {
      const { kernels } = machine
      head.addGradients(machine, states, gradient, total, product, run.gradients)
      head.inputGradient(machine, gradient, stateGradient, total)
      const drawn = mask.current(run)
      for (let piece = 0; drawn !== 0 && piece < pieces; piece++) {
        maskPiece(machine, stateGradient, drawn, piece)
      }
      kernels.copyRows(stateGradient.at, padded, pass.gradient.at, padded, total, padded)
      if (lstm) kernels.zero(pass.cellGradient.at, total * padded)
      const own = layer.recurrentMask(run)
      pass.backward(machine, null, 0, own === 0 ? 0 : recurrentMask.at, false)
      if (!frozen) {
        kernels.zero(product, weights.width * weights.columns)
        pass.addWeightGradients(machine, product)
        weights.unpack(machine, product, run.gradients)
      }
      pass.inputGradient(machine, inputGradient)
      const { gradient: toState, cellGradient: toCell } = layer.pass
      kernels.zero(toState.at, rows * padded)
      if (lstm) kernels.zero(toCell.at, rows * padded)
      for (let piece = 0; piece < pieces; piece++) {
        const from = 4 * piece * rows * padded
        kernels.addRows(pass.gradient.at + from, padded, toState.at, padded, rows, units, 1)
        if (lstm)
          kernels.addRows(pass.cellGradient.at + from, padded, toCell.at, padded, rows, units, 1)
        const { at, stride } = inputGradient
        const to = run.gradients + positions + 4 * piece * features
        kernels.addRows(at + 4 * piece * rows * stride, stride, to, 0, rows, features, 1)
      }
    },
  }
}
