import { EngineError } from '../errors'
import type { Batch } from '../network/network'
import type { ModelSpec } from '../spec/model-spec'
import { windowSteps } from '../spec/network-sizes'
import { batchesOf, observedTargets, type WindowSource } from './window-source'

/** Losses of batches, in their order; some or all of them may come later, `rest` gives those still missing. */
export interface LossSource {
  next(batch: Batch, index: number): Promise<readonly number[]>
  rest(): Promise<readonly number[]>
}

/**
 * Goes over the windows `order` in batches and returns the mean of their losses, each weighted by its
 * observed targets. `afterEach` is awaited after each batch.
 * @throws EngineError `series-too-short` when there is no window or no observed target.
 */
export async function meanLoss(
  source: WindowSource,
  order: Uint32Array,
  sizes: { readonly batchSize: number; readonly spec: ModelSpec },
  losses: LossSource,
  afterEach: () => Promise<void>,
): Promise<number> {
  const { horizon, input } = sizes.spec
  let sum = 0
  let weight = 0
  let index = 0
  const waiting: number[] = []
  const add = (arrived: readonly number[]): void => {
    for (const [at, observed] of waiting.splice(0, arrived.length).entries()) {
      sum += arrived[at] * observed
      weight += observed
    }
  }
  const shape = { batchSize: sizes.batchSize, steps: windowSteps(sizes.spec), horizon }
  for (const batch of batchesOf(source, order, shape)) {
    waiting.push(observedTargets(batch))
    add(await losses.next(batch, index))
    index += 1
    await afterEach()
  }
  add(await losses.rest())
  if (weight > 0) return sum / weight
  throw new EngineError(
    'series-too-short',
    `No window of ${String(input.history)} steps of history has a value in the ${String(horizon)} steps after it.`,
    {
      field: 'input.history',
      remedy: 'Shorten the history or the horizon, or bring more rows.',
    },
  )
}
