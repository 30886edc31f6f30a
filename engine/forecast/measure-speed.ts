import type { Series } from '../data/series'
import { EngineError } from '../errors'
import { copyBatch } from '../network/copy-batch'
import type { Batch, NetworkFactory } from '../network/network'
import type { ModelSpec } from '../spec/model-spec'
import { windowSteps } from '../spec/network-sizes'
import { validateSpec } from '../spec/validate-spec'
import { everyWindow } from '../train/batch-order'
import { measureSteps } from '../train/measure-steps'
import { batchesOf, type WindowSource } from '../train/window-source'
import { evaluationPlan } from './evaluation-plan'
import type { TrainingDeps } from './forecast-deps'

/** V8 optimises kernels beside the work, which takes a new process a few tenths of a second, once. */
const firstWarmUpMs = 200
const warmUpMs = 40
const measuredMs = 150
/** Different batches that are trained on in turn. */
const mostBatches = 4

export interface SpeedRequest {
  readonly series: Series
  readonly spec: ModelSpec
  /** Numbers of threads to measure, in turn; `[1]` for an executor that has none. */
  readonly threads: readonly number[]
  /** Time after which no further step is begun, in milliseconds. */
  readonly budgetMs: number
}

/** What an executor makes of a model. */
export interface Speed {
  readonly threads: number
  /** As the network names it. */
  readonly backend: string
  /** Null where the time was not enough. */
  readonly stepsPerSecond: number | null
}

export type SpeedDeps = Pick<TrainingDeps, 'now' | 'pause' | 'signal'> & {
  /** Makes networks that use exactly so many threads. */
  networksOf(threads: number): NetworkFactory
}

/**
 * Trains throw-away networks for a few steps of the forecast's own training on its own windows.
 * @returns one speed for each of `threads`; fewer where the time ran out or there is nothing to train on
 * @throws EngineError as `runForecast` does before its first step, and `cancelled`.
 */
export async function measureSpeed(
  { series, spec: given, threads, budgetMs }: SpeedRequest,
  { networksOf, now, pause, signal }: SpeedDeps,
): Promise<readonly Speed[]> {
  const begunMs = now()
  const spec = validateSpec(given)
  const { training } = evaluationPlan(series, spec).plan
  const batches = firstBatches(training, spec)
  const speeds: Speed[] = []
  if (batches.length === 0) return speeds
  for (const count of threads) {
    const leftMs = budgetMs - (now() - begunMs)
    if (leftMs <= 0) break
    const network = await networksOf(count)(spec, { features: training.features })
    try {
      const { msPerStep } = await measureSteps(network, batches, {
        learningRate: spec.optimizer.learningRate,
        steps: Infinity,
        budgetMs: leftMs,
        warmUpMs: speeds.length === 0 ? firstWarmUpMs : warmUpMs,
        measuredMs,
        now,
        async pause() {
          await pause()
          if (signal.aborted) throw new EngineError('cancelled', 'The measurement was cancelled.')
        },
      })
      speeds.push({
        threads: count,
        backend: network.backend,
        stepsPerSecond: msPerStep === null ? null : 1000 / msPerStep,
      })
    } finally {
      network.dispose()
    }
  }
  return speeds
}

function firstBatches(source: WindowSource, spec: ModelSpec): Batch[] {
  const { batchSize, horizon } = spec
  const order = everyWindow(Math.min(source.count, mostBatches * batchSize))
  const sizes = { batchSize, steps: windowSteps(spec), horizon }
  return Array.from(batchesOf(source, order, sizes), copyBatch)
}
