import { windowSteps } from '../../spec/network-sizes'
import type { Arena } from './arena'
import type { DenseWeights } from './dense'
import type { Machine } from './machine'
import { rawAt, type RawLayout } from './readout'
import type { SharedPlan } from './shared-plan'
import type { ShardRun } from './stage'

/** The linear map from the window's first feature to the location of every step ahead. */
export interface SkipPlan {
  /** Computes the map's product for the shard's windows. */
  forward(machine: Machine, run: ShardRun): void
  /** Adds step h's product to one number a row, from float address `at` on, `stride` apart. */
  addStep(machine: Machine, at: number, stride: number, h: number): void
  /** Takes the location's gradient from the raw gradients. */
  backward(machine: Machine, run: ShardRun, raw: RawLayout): void
}

export function skipPlan(
  plan: SharedPlan,
  weights: DenseWeights,
  location: number,
  arena: Arena,
): SkipPlan {
  const { rows, spec, shape, sizes } = plan
  const { horizon, skip } = spec
  const { history } = spec.input
  const window = arena.matrix(rows, history)
  const values = arena.matrix(rows, horizon)
  const gradient = arena.matrix(rows, horizon)
  const product = arena.floats(weights.productSize)
  return {
    forward(machine, run) {
      const { f32, u32 } = machine
      const given = windowSteps(spec)
      for (let r = 0; r < rows; r++) {
        const index = run.first + r
        const lengthOf = run.lengths === 0 ? history : u32[plan.lengths / 4 + index]
        const length = index < run.size ? lengthOf : 0
        const from = plan.inputs / 4 + index * given * shape.features
        const to = window.at / 4 + r * window.stride
        for (let t = 0; t < history; t++)
          f32[to + t] = t < length ? f32[from + t * shape.features] : 0
      }
      weights.forward(machine, window, values, rows)
    },
    addStep({ f32 }, at, stride, h) {
      for (let r = 0; r < rows; r++)
        f32[at + r * stride] += f32[values.at / 4 + r * values.stride + h]
    },
    backward(machine, run, raw) {
      if (skip?.frozen !== false) return
      const { f32 } = machine
      for (let r = 0; r < rows; r++) {
        for (let h = 0; h < horizon; h++) {
          const from = raw.gradient + rawAt(raw, sizes.raw, r, h) + location
          f32[gradient.at / 4 + r * gradient.stride + h] = f32[from]
        }
      }
      weights.addGradients(machine, window, gradient, rows, product, run.gradients)
    },
  }
}
