import type { Arena, Matrix } from './arena'
import { applyMask, dropout } from './dropout'
import type { Sequence } from './recurrent-layer'
import type { SharedPlan } from './shared-plan'
import type { Stage } from './stage'

const activationKinds = { linear: 0, tanh: 1, relu: 2 } as const

/** A dense layer on every step: y = σ(x W + b), then dropout. */
export function beforeLayer(
  plan: SharedPlan,
  index: number,
  input: Sequence,
  arena: Arena,
): { stage: Stage; output: Sequence } {
  const { rows, sizes, spec } = plan
  const { activation, dropout: rate, frozen, units } = spec.before[index]
  const weights = plan.before[index]
  const total = sizes.steps * rows
  const values: Matrix = arena.matrix(total, units)
  const gradient: Matrix = arena.matrix(total, units)
  const kind = activationKinds[activation]
  const mask = dropout(`before[${String(index)}]`, rate, spec.seed, rows, units, arena)
  const product = arena.floats(weights.productSize)
  // The mask is applied to a copy: the activation's slope needs the output before it.
  const dropped: Matrix = rate === 0 ? values : arena.matrix(total, units)
  return {
    output: { values: dropped, gradient },
    stage: {
      forward(machine, run) {
        weights.forward(machine, input.values, values, total)
        if (kind !== 0) machine.kernels.activate(values.at, total * values.stride, kind)
        if (dropped === values) return
        machine.kernels.copyRows(values.at, values.stride, dropped.at, dropped.stride, total, units)
        applyMask(machine, dropped, mask.draw(machine, run), sizes.steps, rows)
      },
      backward(machine, run) {
        applyMask(machine, gradient, mask.current(run), sizes.steps, rows)
        if (kind !== 0) {
          machine.kernels.activateBack(values.at, gradient.at, total * values.stride, kind)
        }
        if (!frozen) {
          weights.addGradients(machine, input.values, gradient, total, product, run.gradients)
        }
        if (input.gradient !== null) weights.inputGradient(machine, gradient, input.gradient, total)
      },
    },
  }
}
