import type { Machine } from './machine'
import { layerSaturation } from './saturation'
import type { ShardPlan } from './shard-plan'
import type { SharedPlan } from './shared-plan'
import type { ShardRun } from './stage'

/** What a pass over the batch does; numbers because they cross threads in the control block. */
export const task = { train: 1, evaluate: 2, predict: 3, flow: 4, quit: 5 } as const

/** What all shards of a pass have in common. */
export interface Pass {
  readonly task: number
  readonly size: number
  readonly batch: number
  readonly targets: number
  readonly hasLengths: boolean
  /** Address of the flat copy of weights in use. */
  readonly weights: number
}

/** Runs one shard of a pass on this thread's plan; results go to the shard's own place in the memory. */
export type ShardRunner = (pass: Pass, shard: number) => void

export function shardRunner(machine: Machine, plan: SharedPlan, own: ShardPlan): ShardRunner {
  const { rows, sizes, parameters } = plan
  const run: ShardRun = {
    first: 0,
    size: 0,
    lengths: 0,
    training: false,
    batch: 0,
    targets: 1,
    traced: false,
    weights: 0,
    gradients: 0,
  }
  own.initialise(machine)

  function keepFlow(shard: number): void {
    const { f32, f64 } = machine
    own.layers.forEach(({ passes }, index) => {
      const to = plan.norms / 8 + (shard * own.layers.length + index) * sizes.steps
      f64.fill(0, to, to + sizes.steps)
      passes.forEach(({ norms }, direction) => {
        for (let r = 0; r < rows; r++) {
          const length = run.lengths === 0 ? sizes.steps : machine.u32[run.lengths / 4 + r]
          for (let t = 0; t < length; t++) {
            // A backward direction counts its steps from the last valid one.
            const step = direction === 0 ? t : length - 1 - t
            f64[to + step] += f32[norms / 4 + t * rows + r]
          }
        }
      })
    })
  }

  return (pass, shard) => {
    const trains = pass.task === task.train || pass.task === task.flow
    run.first = shard * rows
    run.size = pass.size
    run.lengths = pass.hasLengths ? plan.stackLengths + 4 * run.first : 0
    run.training = pass.task === task.train
    run.traced = pass.task === task.flow
    run.batch = pass.batch
    run.targets = pass.targets
    run.weights = pass.weights
    run.gradients = plan.parameters.shards + 4 * shard * parameters.count
    own.forward(machine, run)
    if (pass.task === task.predict) {
      own.outputs(machine, run)
      return
    }
    const result = plan.results / 8 + shard * plan.resultWords
    machine.f64[result] = own.loss(machine, run, trains)
    if (!trains) return
    if (run.traced) {
      own.layers.forEach((layer, index) => {
        const [saturated, all] = layerSaturation(machine, plan, index, layer.passes, run)
        machine.f64[result + 1 + 2 * index] = saturated
        machine.f64[result + 2 + 2 * index] = all
      })
    }
    machine.kernels.zero(run.gradients, parameters.count)
    own.backward(machine, run)
    if (run.traced) keepFlow(shard)
  }
}
