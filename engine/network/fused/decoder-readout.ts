import type { Arena, Matrix } from './arena'
import { fromRow } from './arena'
import { cellPass } from './cell-pass'
import { applyMask, dropout } from './dropout'
import type { DenseWeights } from './dense'
import type { Machine } from './machine'
import type { Readout } from './readout'
import type { LayerPlan } from './recurrent-layer'
import type { SharedPlan } from './shared-plan'
import type { SkipPlan } from './skip'
import type { ShardRun } from './stage'

/**
 * Encoder and decoder (Sutskever et al. 2014): the last layer's cell goes on from its last state for `horizon`
 * steps. Its input is y · readout.kernel + readout.bias, y the location of the step before (at first the
 * last valid value of the window's first feature); with teacher forcing the true value, where there is one.
 */
export function decoderReadout(
  plan: SharedPlan,
  layer: LayerPlan,
  embed: DenseWeights,
  location: number,
  teacherForcing: boolean,
  skip: SkipPlan | null,
  arena: Arena,
): Readout {
  const { head, rows, spec, shape } = plan
  const { horizon } = spec
  const index = spec.layers.length - 1
  const { frozen, kind, units, dropout: rate } = spec.layers[index]
  const [weights] = plan.cells[index]
  const { features, padded } = weights
  const lstm = kind === 'lstm'
  const steps = Array.from({ length: horizon }, () =>
    cellPass(weights, 1, rows, false, plan.zeros, arena),
  )
  const fed = steps.map(() => arena.matrix(rows, 1))
  /** 1 where the fed value is the network's own, so that the gradient goes on. */
  const own = steps.map(() => arena.floats(rows))
  const mask = dropout('readout', rate, spec.seed, rows, units, arena)
  const states = arena.matrix(horizon * rows, units)
  const stateGradient = arena.matrix(rows, units)
  const values = arena.matrix(horizon * rows, head.units)
  const gradient = arena.matrix(horizon * rows, head.units)
  const inputGradient = arena.matrix(rows, features)
  const embedded = arena.matrix(rows, features)
  const fedGradient = arena.matrix(rows, 1)
  const product = arena.floats(
    Math.max(head.productSize, embed.productSize, weights.width * weights.columns),
  )
  const step = (matrix: Matrix, h: number): Matrix => fromRow(matrix, h * rows)

  /** The values that step h is fed, and whether each is the network's own. */
  function feed({ f32, u32 }: Machine, run: ShardRun, h: number): void {
    for (let r = 0; r < rows; r++) {
      const window = run.first + r
      const has = window < run.size
      let value = 0
      let isOwn = 0
      if (h === 0) {
        const length = run.lengths === 0 ? spec.input.history : u32[plan.lengths / 4 + window]
        const last = (window * spec.input.history + Math.max(1, length) - 1) * shape.features
        value = has ? f32[plan.inputs / 4 + last] : 0
      } else {
        const target =
          has && run.training && teacherForcing
            ? f32[plan.targets / 4 + window * horizon + h - 1]
            : NaN
        isOwn = Number.isNaN(target) ? 1 : 0
        const before = values.at / 4 + ((h - 1) * rows + r) * values.stride + location
        value = isOwn === 1 ? f32[before] : target
      }
      f32[fed[h].at / 4 + r * fed[h].stride] = value
      f32[own[h] / 4 + r] = isOwn
    }
  }

  return {
    raw: {
      values: values.at / 4,
      gradient: gradient.at / 4,
      rowStride: values.stride,
      pieceStride: rows * values.stride,
      piece: 1,
    },
    initialise(machine) {
      for (const pass of steps) pass.initialise(machine)
    },
    forward(machine, run) {
      const { kernels } = machine
      const drawn = mask.draw(machine, run)
      steps.forEach((pass, h) => {
        const before = h === 0 ? layer.pass : steps[h - 1]
        kernels.copyRows(before.last.at, padded, pass.states.at, padded, rows, padded)
        if (lstm) {
          const initial = fromRow(pass.lastCell, -rows)
          kernels.copyRows(before.lastCell.at, padded, initial.at, padded, rows, padded)
        }
        feed(machine, run, h)
        embed.forward(machine, fed[h], embedded, rows)
        kernels.copyRows(
          embedded.at,
          embedded.stride,
          pass.input.at,
          pass.input.stride,
          rows,
          features,
        )
        pass.forward(machine, 0, layer.recurrentMask(run))
        const state = step(states, h)
        kernels.copyRows(pass.last.at, padded, state.at, padded, rows, padded)
        applyMask(machine, state, drawn, 1, rows)
        head.forward(machine, state, step(values, h), rows)
        skip?.addStep(
          machine,
          values.at / 4 + h * rows * values.stride + location,
          values.stride,
          h,
        )
      })
    },
    backward(machine, run) {
      const { kernels, f32 } = machine
      const drawn = mask.current(run)
      for (let h = horizon - 1; h >= 0; h--) {
        const pass = steps[h]
        const dRaw = step(gradient, h)
        head.addGradients(machine, step(states, h), dRaw, rows, product, run.gradients)
        head.inputGradient(machine, dRaw, stateGradient, rows)
        applyMask(machine, stateGradient, drawn, 1, rows)
        const after = h === horizon - 1 ? null : steps[h + 1]
        kernels.copyRows(stateGradient.at, padded, pass.gradient.at, padded, rows, padded)
        if (after !== null)
          kernels.addRows(after.gradient.at, padded, pass.gradient.at, padded, rows, units, 1)
        if (lstm && after === null) kernels.zero(pass.cellGradient.at, rows * padded)
        if (lstm && after !== null) {
          kernels.copyRows(
            after.cellGradient.at,
            padded,
            pass.cellGradient.at,
            padded,
            rows,
            padded,
          )
        }
        pass.backward(machine, null, 0, layer.recurrentMask(run), false)
        if (!frozen) {
          kernels.zero(product, weights.width * weights.columns)
          pass.addWeightGradients(machine, product)
          weights.unpack(machine, product, run.gradients)
        }
        pass.inputGradient(machine, inputGradient)
        embed.addGradients(machine, fed[h], inputGradient, rows, product, run.gradients)
        embed.inputGradient(machine, inputGradient, fedGradient, rows)
        for (let r = 0; h > 0 && r < rows; r++) {
          const to = gradient.at / 4 + ((h - 1) * rows + r) * gradient.stride + location
          f32[to] += f32[own[h] / 4 + r] * f32[fedGradient.at / 4 + r * fedGradient.stride]
        }
      }
      const { gradient: toState, cellGradient: toCell } = layer.pass
      kernels.copyRows(steps[0].gradient.at, padded, toState.at, padded, rows, padded)
      if (lstm) kernels.copyRows(steps[0].cellGradient.at, padded, toCell.at, padded, rows, padded)
    },
  }
}
