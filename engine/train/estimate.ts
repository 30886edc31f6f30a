import type { Batch, NetworkFactory } from '../network/network'
import type { ModelSpec } from '../spec/model-spec'
import { windowSteps } from '../spec/network-sizes'
import { memoryNeeded } from '../spec/memory-needed'
import { everyWindow } from './batch-order'
import { batchesOf, evaluationBatch, type WindowSource } from './window-source'

/**
 * The first steps also pay for compiling and for pages of memory; V8 optimises kernels beside the work, which
 * takes a new process a few tenths of a second, or what the network says. A training pays that once.
 */
const training = { warmUp: { steps: 3, ms: 300 }, measured: { steps: 5, ms: 400 } } as const
const evaluation = { warmUp: { steps: 1, ms: 50 }, measured: { steps: 2, ms: 150 } } as const

export interface TrainingEstimate {
  readonly secondsPerEpoch: number
  /** What the start took beyond that: making the network, compiling, and the slower first steps. */
  readonly startSeconds: number
  /** The start and all epochs of the spec; early stopping may end sooner. */
  readonly seconds: number
  /**
   * What the process grew by, in bytes: the network, its code and what the steps left behind. Where that is
   * not told, what the network holds or, if it cannot tell, what its sizes need at the least.
   */
  readonly bytes: number
}

export interface EstimateOptions {
  readonly create: NetworkFactory
  readonly spec: ModelSpec
  readonly training: WindowSource
  readonly validation: WindowSource | null
  now(): number
  /** What of the process' memory is in the machine's, in bytes. */
  readonly residentBytes?: (() => number) | undefined
  /** Awaited between steps; may throw to end the measurement. */
  pause(): Promise<void>
}

/**
 * What a training will take, measured on a few real steps of a network made for it and disposed after. With
 * no training window there is nothing to measure: all is 0.
 * @throws EngineError `spec-invalid` as the factory does.
 */
export async function estimateTraining(options: EstimateOptions): Promise<TrainingEstimate> {
  const { create, spec, validation, now, residentBytes } = options
  const { count, features } = options.training
  if (count === 0) return { secondsPerEpoch: 0, startSeconds: 0, seconds: 0, bytes: 0 }
  const begunMs = now()
  const bytesBefore = residentBytes?.() ?? 0
  const network = await create(spec, { features })
  const createSeconds = (now() - begunMs) / 1000
  try {
    const rate = spec.optimizer.learningRate
    const trained = await measurePace(
      options,
      {
        source: options.training,
        batchSize: spec.batchSize,
        warmUp: { ...training.warmUp, ms: network.warmUpMs ?? training.warmUp.ms },
        measured: training.measured,
      },
      async (batch) => {
        await network.trainBatch(batch, rate)
      },
    )
    const validated =
      validation === null || validation.count === 0
        ? none
        : await measurePace(
            options,
            { source: validation, batchSize: evaluationBatch, ...evaluation },
            async (batch) => {
              await network.evaluate(batch)
            },
          )
    const secondsPerEpoch =
      trained.secondsPerWindow * count + validated.secondsPerWindow * (validation?.count ?? 0)
    const startSeconds = createSeconds + trained.startSeconds + validated.startSeconds
    const seconds = startSeconds + secondsPerEpoch * spec.epochs
    const held = network.memoryBytes ?? memoryNeeded(spec, features)
    const bytes = Math.max(held, (residentBytes?.() ?? 0) - bytesBefore)
    return { secondsPerEpoch, startSeconds, seconds, bytes }
  } finally {
    network.dispose()
  }
}

interface Pace {
  /** Mean time of a window in batches, filling included, once all is warm. */
  readonly secondsPerWindow: number
  /** What the windows before took longer. */
  readonly startSeconds: number
}

const none: Pace = { secondsPerWindow: 0, startSeconds: 0 }

interface PaceOptions {
  readonly source: WindowSource
  readonly batchSize: number
  readonly warmUp: { readonly steps: number; readonly ms: number }
  readonly measured: { readonly steps: number; readonly ms: number }
}

async function measurePace(
  { spec, now, pause }: EstimateOptions,
  { source, batchSize, warmUp, measured }: PaceOptions,
  use: (batch: Batch) => Promise<void>,
): Promise<Pace> {
  const sizes = { batchSize, steps: windowSteps(spec), horizon: spec.horizon }
  const begunMs = now()
  let warm: { readonly ms: number; readonly windows: number } | null = null
  let steps = 0
  let windows = 0
  for (;;) {
    for (const batch of batchesOf(source, everyWindow(source.count), sizes)) {
      await use(batch)
      await pause()
      steps += 1
      windows += batch.size
      const ms: number = now() - begunMs - (warm?.ms ?? 0)
      const least = warm === null ? warmUp : measured
      if (steps < least.steps || ms < least.ms) continue
      if (warm !== null) {
        const secondsPerWindow = ms / 1000 / windows
        const slower = warm.ms / 1000 - warm.windows * secondsPerWindow
        return { secondsPerWindow, startSeconds: Math.max(0, slower) }
      }
      warm = { ms, windows }
      steps = 0
      windows = 0
    }
  }
}
