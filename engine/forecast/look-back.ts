import { memorySpan } from '../explain/memory-span'
import type { MemorySpan } from '../explain/memory-span'
import { EngineError } from '../errors'
import type { GradientFlow, Network } from '../network/network'
import type { ModelSpec } from '../spec/model-spec'
import { windowSteps } from '../spec/network-sizes'
import { everyWindow } from '../train/batch-order'
import { batchesOf } from '../train/window-source'
import type { FitPlan } from './fit-plan'
import type { ForecastDeps } from './forecast-deps'

/** Windows that `memorySpan` predicts for each step of the history. */
const windowsLookedAt = 64
/** Most windows predicted for the memory span, for each one trained on; predicting costs about a third. */
const spanShare = 0.6

/**
 * The gradients of the trained network on one batch, taken evenly from the training windows. A short training
 * is over before looking at gradients fits into its share of the time; this look is always there.
 */
export async function finalFlow(
  network: Network,
  { training }: FitPlan,
  spec: ModelSpec,
): Promise<GradientFlow | null> {
  const count = Math.min(training.count, spec.batchSize)
  const chosen = everyWindow(count).map((index) => Math.floor((index * training.count) / count))
  const sizes = { batchSize: count, steps: windowSteps(spec), horizon: spec.horizon }
  for (const batch of batchesOf(training, chosen, sizes)) return network.gradientFlow(batch)
  return null
}

/**
 * The memory of the trained network; null where measuring it would take long beside the training, as with a
 * long history and few epochs.
 * @throws EngineError `cancelled`.
 */
export async function affordableSpan(
  network: Network,
  { training }: FitPlan,
  spec: ModelSpec,
  epochsTrained: number,
  deps: ForecastDeps,
): Promise<MemorySpan | null> {
  const predicted = spec.input.history * Math.min(windowsLookedAt, training.count)
  if (predicted > spanShare * epochsTrained * training.count) return null
  return memorySpan(network, spec, training, async () => {
    await deps.pause()
    if (deps.signal.aborted) {
      throw new EngineError('cancelled', 'The forecast was cancelled after the training.')
    }
  })
}
