import { givesEveryStep } from '../../spec/network-sizes'
import { fromRow, type Arena, type Matrix } from './arena'
import type { Machine } from './machine'
import type { LayerPlan } from './recurrent-layer'
import type { SharedPlan } from './shared-plan'
import type { ShardRun, Stage } from './stage'

/**
 * The head's raw numbers and their gradient, both laid out alike: number k of step h of row r lies at
 * `⌊h / piece⌋ · pieceStride + r · rowStride + (h mod piece) · raw + k`, in floats.
 */
export interface RawLayout {
  readonly values: number
  readonly gradient: number
  readonly rowStride: number
  readonly pieceStride: number
  readonly piece: number
}

export interface Readout extends Stage {
  readonly raw: RawLayout
  initialise(machine: Machine): void
}

/** Address in floats of number 0 of step h of row r. */
export function rawAt(
  { rowStride, pieceStride, piece }: RawLayout,
  count: number,
  r: number,
  h: number,
): number {
  return Math.floor(h / piece) * pieceStride + r * rowStride + (h % piece) * count
}

/** A dense head on each of the last `steps` states that the layer gives. */
export function denseReadout(
  plan: SharedPlan,
  layer: LayerPlan,
  steps: number,
  arena: Arena,
): Readout {
  const { head, rows, sizes, spec } = plan
  const given = givesEveryStep(spec.readout) ? sizes.steps : 1
  const before = (given - steps) * rows
  const total = steps * rows
  const states = fromRow(layer.output, before)
  const stateGradient = fromRow(layer.outputGradient, before)
  const values: Matrix = arena.matrix(total, head.units)
  const gradient: Matrix = arena.matrix(total, head.units)
  const product = arena.floats(head.productSize)
  return {
    raw: {
      values: values.at / 4,
      gradient: gradient.at / 4,
      rowStride: values.stride,
      pieceStride: rows * values.stride,
      piece: sizes.piece,
    },
    initialise: () => undefined,
    forward(machine: Machine) {
      head.forward(machine, states, values, total)
    },
    backward(machine: Machine, run: ShardRun) {
      head.addGradients(machine, states, gradient, total, product, run.gradients)
      machine.kernels.zero(layer.outputGradient.at, before * layer.outputGradient.stride)
      head.inputGradient(machine, gradient, stateGradient, total)
    },
  }
}
