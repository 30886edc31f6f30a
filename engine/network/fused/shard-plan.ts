import { givesEveryStep } from '../../spec/network-sizes'
import { createHead } from '../heads/head'
import { createArena, type Matrix } from './arena'
import { beforeLayer } from './before-layer'
import { decoderReadout } from './decoder-readout'
import type { Machine } from './machine'
import { positionsReadout } from './positions-readout'
import { denseReadout, rawAt, type Readout } from './readout'
import { layerPasses, recurrentLayer, type LayerPlan, type Sequence } from './recurrent-layer'
import { shardLoss, shardOutputs } from './shard-loss'
import type { SharedPlan } from './shared-plan'
import { skipPlan, type SkipPlan } from './skip'
import type { ShardRun, Stage } from './stage'

/** The network on the rows of one shard: memory of a thread's own, and the order of its stages. */
export interface ShardPlan {
  readonly layers: readonly LayerPlan[]
  /** Writes the constants that the plan expects in its memory; once. */
  initialise(machine: Machine): void
  forward(machine: Machine, run: ShardRun): void
  /** Sum of the weighted losses; with `gradients` also the raw gradients from which `backward` starts. */
  loss(machine: Machine, run: ShardRun, gradients: boolean): number
  outputs(machine: Machine, run: ShardRun): void
  backward(machine: Machine, run: ShardRun): void
  /** First byte after the plan's memory. */
  readonly end: number
}

export function shardPlan(plan: SharedPlan, start: number): ShardPlan {
  const { spec, shape, sizes, rows } = plan
  const arena = createArena(start)
  const head = createHead(spec.head, spec.loss)
  const stages: Stage[] = []
  const layers: LayerPlan[] = []
  const total = sizes.steps * rows

  const first = layerPasses(plan, 0, arena)
  // A lone cell at the bottom takes the windows straight into its own rows.
  const direct = spec.before.length === 0 && spec.layers[0].direction === 'forward'
  let input: Sequence = {
    values: direct ? first[0].input : arena.matrix(total, sizes.features),
    gradient: null,
  }
  const windows: Matrix = input.values
  spec.before.forEach((_, index) => {
    const { stage, output } = beforeLayer(plan, index, input, arena)
    stages.push(stage)
    input = output
  })
  spec.layers.forEach((_, index) => {
    const isLast = index === spec.layers.length - 1
    const final = isLast && !givesEveryStep(spec.readout)
    const continued =
      isLast && (spec.readout.kind === 'positions' || spec.readout.kind === 'decoder')
    const passes = index === 0 ? first : layerPasses(plan, index, arena)
    const layer = recurrentLayer(plan, index, passes, input, final, continued, arena)
    stages.push(layer.stage)
    layers.push(layer)
    input = { values: layer.output, gradient: layer.outputGradient }
  })
  const top = layers[layers.length - 1]
  const location = head.location ?? 0
  const skip = plan.skip === null ? null : skipPlan(plan, plan.skip, location, arena)
  const readout = buildReadout(plan, top, skip, location, arena)
  const { raw } = readout
  const ownSkip = spec.readout.kind === 'decoder' ? null : skip

  return {
    layers,
    end: arena.end(),
    initialise(machine) {
      for (const layer of layers) layer.initialise(machine)
      readout.initialise(machine)
    },
    forward(machine, run) {
      const lengths = run.lengths === 0 ? 0 : plan.lengths + 4 * run.first
      machine.kernels.packWindows(
        plan.inputs,
        windows.at,
        windows.stride,
        run.first,
        run.size,
        rows,
        sizes.steps,
        sizes.features,
        lengths,
        shape.features,
      )
      skip?.forward(machine, run)
      for (const stage of stages) stage.forward(machine, run)
      readout.forward(machine, run)
      for (let h = 0; ownSkip !== null && h < spec.horizon; h++) {
        ownSkip.addStep(
          machine,
          raw.values + rawAt(raw, head.count, 0, h) + location,
          raw.rowStride,
          h,
        )
      }
    },
    loss: (machine, run, gradients) => shardLoss(plan, head, raw, machine, run, gradients),
    outputs: (machine, run) => shardOutputs(plan, head, raw, machine, run),
    backward(machine, run) {
      readout.backward(machine, run)
      skip?.backward(machine, run, raw)
      for (let index = stages.length - 1; index >= 0; index--) stages[index].backward(machine, run)
    },
  }
}

function buildReadout(
  plan: SharedPlan,
  top: LayerPlan,
  skip: SkipPlan | null,
  location: number,
  arena: ReturnType<typeof createArena>,
): Readout {
  const { readout } = plan.spec
  switch (readout.kind) {
    case 'last':
      return denseReadout(plan, top, 1, arena)
    case 'sequence':
      return denseReadout(plan, top, plan.sizes.steps, arena)
    case 'ahead':
      return denseReadout(plan, top, plan.sizes.pieces, arena)
    case 'positions':
      return positionsReadout(plan, top, readout.dropout, arena)
    case 'decoder': {
      if (plan.decoder === null) throw new Error('A decoder needs its own weights.')
      return decoderReadout(plan, top, plan.decoder, location, readout.teacherForcing, skip, arena)
    }
  }
}
