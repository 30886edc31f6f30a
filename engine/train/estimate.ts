import type { NetworkFactory } from '../network/network'
import type { ModelSpec } from '../spec/model-spec'
import { memoryNeeded } from '../spec/memory-needed'
import { everyWindow } from './batch-order'
import { batchesOf, type WindowSource } from './window-source'

/**
 * The first steps also pay for compiling and for pages of memory; they are not measured. V8 optimises kernels
 * beside the work, which takes a new process a few tenths of a second.
 */
const training = { warmUp: { steps: 3, ms: 300 }, measured: { steps: 5, ms: 400 } } as const
const evaluation = { warmUp: { steps: 1, ms: 50 }, measured: { steps: 2, ms: 150 } } as const

export interface TrainingEstimate {
  readonly secondsPerEpoch: number
  /** For all epochs of the spec; early stopping may end sooner. */
  readonly seconds: number
  /** What the network holds, in bytes; what its sizes need at the least, where it cannot tell. */
  readonly bytes: number
}

export interface EstimateOptions {
  readonly create: NetworkFactory
  readonly spec: ModelSpec
  readonly training: WindowSource
  readonly validation: WindowSource | null
  now(): number
  /** Awaited between steps; may throw to end the measurement. */
  pause(): Promise<void>
}

/**
 * What a training will take, measured on a few real steps of a network made for it and disposed after. With
 * no training window there is nothing to measure: all is 0.
 * @throws EngineError `spec-invalid` as the factory does.
 */
export async function estimateTraining(options: EstimateOptions): Promise<TrainingEstimate> {
  const { create, spec, validation } = options
  const { count, features } = options.training
  if (count === 0) return { secondsPerEpoch: 0, seconds: 0, bytes: 0 }
  const network = await create(spec, { features })
  try {
    const rate = spec.optimizer.learningRate
    const perWindow = await secondsPerWindow(options, options.training, training, async (batch) => {
      await network.trainBatch(batch, rate)
    })
    const perValidation =
      validation === null || validation.count === 0
        ? 0
        : await secondsPerWindow(options, validation, evaluation, async (batch) => {
            await network.evaluate(batch)
          })
    const secondsPerEpoch = perWindow * count + perValidation * (validation?.count ?? 0)
    const bytes = network.memoryBytes ?? memoryNeeded(spec, features)
    return { secondsPerEpoch, seconds: secondsPerEpoch * spec.epochs, bytes }
  } finally {
    network.dispose()
  }
}

/** Mean time of a window in batches of the spec's size, filling included. */
async function secondsPerWindow(
  { spec, now, pause }: EstimateOptions,
  source: WindowSource,
  { warmUp, measured }: typeof training | typeof evaluation,
  use: (batch: Parameters<WindowSource['fill']>[1]) => Promise<void>,
): Promise<number> {
  const { batchSize, horizon, input } = spec
  const sizes = { batchSize, history: input.history, horizon }
  const enough = (done: { steps: number; ms: number }, steps: number, sinceMs: number): boolean =>
    steps >= done.steps && now() - sinceMs >= done.ms
  const begunMs = now()
  let startedMs: number | null = null
  let steps = 0
  let windows = 0
  for (;;) {
    for (const batch of batchesOf(source, everyWindow(source.count), sizes)) {
      await use(batch)
      await pause()
      steps += 1
      if (startedMs === null) {
        if (!enough(warmUp, steps, begunMs)) continue
        startedMs = now()
        steps = 0
      } else {
        windows += batch.size
        if (enough(measured, steps, startedMs)) return (now() - startedMs) / 1000 / windows
      }
    }
  }
}
