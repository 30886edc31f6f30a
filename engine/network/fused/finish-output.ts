import { outputWidth } from '../../spec/network-sizes'
import type { Arena, Matrix } from './arena'
import { applyMask, dropout } from './dropout'
import type { Machine } from './machine'
import type { Sequence } from './recurrent-layer'
import type { SharedPlan } from './shared-plan'
import type { ShardRun, Stage } from './stage'

/** Added to the variance before its root is taken. */
export const normEpsilon = 1e-5

/** What comes after a layer's cells. */
export interface Finish extends Stage {
  /** Adds the output's gradient to the input's, which must be in place. */
  addResidual(machine: Machine, run: ShardRun): void
}

/** The residual, the norm and the dropout of a recurrent layer, in this order, on its joined output. */
export function finishOutput(
  plan: SharedPlan,
  index: number,
  input: Sequence,
  final: boolean,
  output: Matrix,
  gradient: Matrix,
  arena: Arena,
): Finish {
  const { rows, parameters, spec, sizes } = plan
  const layer = spec.layers[index]
  const owner = `layers[${String(index)}]`
  const steps = final ? 1 : sizes.steps
  const total = steps * rows
  const width = outputWidth(layer)
  const normal = layer.layerNorm ? arena.matrix(total, width).at : 0
  const inverse = layer.layerNorm ? arena.floats(total) : 0
  const gain = layer.layerNorm ? 4 * parameters.find(`${owner}.gain`).offset : 0
  const offset = layer.layerNorm ? 4 * parameters.find(`${owner}.offset`).offset : 0
  const mask = dropout(owner, layer.dropout, spec.seed, rows, width, arena)
  // Frozen layers still carry gradients through their norm.
  const unused = layer.layerNorm ? arena.floats(2 * width) : 0

  /** Calls `add` with the row of each window's last valid step, or once for all rows. */
  function eachLast(
    { lengths }: ShardRun,
    { u32 }: Machine,
    add: (row: number, to: number, count: number) => void,
  ): void {
    const last = (sizes.steps - 1) * rows
    if (!final) add(0, 0, total)
    else if (lengths === 0) add(last, 0, rows)
    else
      for (let r = 0; r < rows; r++) add((Math.max(1, u32[lengths / 4 + r]) - 1) * rows + r, r, 1)
  }

  return {
    forward(machine, run) {
      const { kernels } = machine
      if (layer.residual) {
        const { at, stride } = input.values
        eachLast(run, machine, (row, to, count) => {
          kernels.addRows(
            at + 4 * row * stride,
            stride,
            output.at + 4 * to * output.stride,
            output.stride,
            count,
            width,
            1,
          )
        })
      }
      if (layer.layerNorm) {
        const { at, stride } = output
        kernels.layerNorm(
          at,
          at,
          normal,
          inverse,
          run.weights + gain,
          run.weights + offset,
          total,
          width,
          stride,
          normEpsilon,
        )
      }
      applyMask(machine, output, mask.draw(machine, run), steps, rows)
    },
    backward(machine, run) {
      const { kernels } = machine
      applyMask(machine, gradient, mask.current(run), steps, rows)
      if (layer.layerNorm) {
        const dGain = layer.frozen ? unused : run.gradients + gain
        const dOffset = layer.frozen ? unused + 4 * width : run.gradients + offset
        kernels.layerNormBack(
          gradient.at,
          normal,
          inverse,
          run.weights + gain,
          dGain,
          dOffset,
          total,
          width,
          gradient.stride,
        )
      }
    },
    addResidual(machine, run) {
      const to = input.gradient
      if (!layer.residual || to === null) return
      eachLast(run, machine, (row, from, count) => {
        machine.kernels.addRows(
          gradient.at + 4 * from * gradient.stride,
          gradient.stride,
          to.at + 4 * row * to.stride,
          to.stride,
          count,
          width,
          1,
        )
      })
    },
  }
}
