import type { RecurrentLayer } from '../../spec/model-spec'
import type { CellPass } from './cell-pass'
import type { Machine } from './machine'
import type { SharedPlan } from './shared-plan'
import type { ShardRun } from './stage'

/** Blocks of the gates that are sigmoids: i f o of [i f g o], z r of [n z r m]. */
const sigmoidBlocks = { rnn: [], lstm: [0, 1, 3], gru: [1, 2] } as const

/**
 * Saturated and all gate values of a layer's valid steps: sigmoids below 0.05 or above 0.95, tanh with
 * |h| above 0.95, ReLU that is exactly 0. To be taken after `forward` and before `backward`.
 */
export function layerSaturation(
  { kernels, u32 }: Machine,
  plan: SharedPlan,
  index: number,
  passes: readonly CellPass[],
  run: ShardRun,
): [saturated: number, all: number] {
  const layer = plan.spec.layers[index]
  const { rows } = plan
  const [{ units, padded }] = plan.cells[index]
  const windows = Math.min(rows, run.size - run.first)
  const blocks: readonly number[] = layer.kind === 'rnn' ? [0] : sigmoidBlocks[layer.kind]
  const [low, high] = unsaturated(layer)
  let saturated = 0
  let all = 0
  for (const { gates } of passes) {
    for (let r = 0; r < windows; r++) {
      const steps = run.lengths === 0 ? plan.sizes.steps : u32[run.lengths / 4 + r]
      for (const block of blocks) {
        const from = gates.at + 4 * (r * gates.stride + block * padded)
        saturated += kernels.countOutside(from, rows * gates.stride, steps, units, low, high)
        all += steps * units
      }
    }
  }
  return [saturated, all]
}

/** The values at which a gate still passes gradients on, from and to. */
function unsaturated(layer: RecurrentLayer): readonly [low: number, high: number] {
  if (layer.kind !== 'rnn') return [0.05, 0.95]
  return layer.activation === 'relu' ? [Number.MIN_VALUE, Infinity] : [-0.95, 0.95]
}
