import type { Arena, Matrix } from './arena'
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

/** A dense head on the last state, or on every state of a sequence. */
export function denseReadout(
  plan: SharedPlan,
  layer: LayerPlan,
  every: boolean,
  arena: Arena,
): Readout {
  const { head, rows, sizes } = plan
  const total = every ? rows * sizes.steps : rows
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
      head.forward(machine, layer.output, values, total)
    },
    backward(machine: Machine, run: ShardRun) {
      head.addGradients(machine, layer.output, gradient, total, product, run.gradients)
      head.inputGradient(machine, gradient, layer.outputGradient, total)
    },
  }
}
