import type { NetworkFactory } from '../network/network'
import type { ModelSpec } from '../spec/model-spec'
import { everyWindow } from './batch-order'
import { batchesOf, type WindowSource } from './window-source'

/** The first steps also pay for compiling and for pages of memory; they are not measured. */
const warmUpSteps = 3
const leastSteps = 5
const leastMs = 300
const mostSteps = 200

export interface TrainingEstimate {
  readonly secondsPerEpoch: number
  /** For all epochs of the spec; early stopping may end sooner. */
  readonly seconds: number
  /** Memory that the network took, in bytes. */
  readonly bytes: number
}

export interface EstimateOptions {
  readonly create: NetworkFactory
  readonly spec: ModelSpec
  readonly training: WindowSource
  readonly validation: WindowSource | null
  now(): number
  /** Bytes that the process holds. */
  memory(): number
  pause(): Promise<void>
}

/**
 * What a training will take, measured on a few real steps of a network made for it and disposed after. With
 * no training window there is nothing to measure: all is 0.
 * @throws EngineError `spec-invalid` as the factory does.
 */
export async function estimateTraining(options: EstimateOptions): Promise<TrainingEstimate> {
  const { create, spec, training, validation } = options
  if (training.count === 0) return { secondsPerEpoch: 0, seconds: 0, bytes: 0 }
  const before = options.memory()
  const network = await create(spec, { features: training.features })
  try {
    const rate = spec.optimizer.learningRate
    const perWindow = await secondsPerWindow(options, training, async (batch) => {
      await network.trainBatch(batch, rate)
    })
    const perValidation =
      validation === null || validation.count === 0
        ? 0
        : await secondsPerWindow(options, validation, async (batch) => {
            await network.evaluate(batch)
          })
    const bytes = Math.max(0, options.memory() - before)
    const secondsPerEpoch = perWindow * training.count + perValidation * (validation?.count ?? 0)
    return { secondsPerEpoch, seconds: secondsPerEpoch * spec.epochs, bytes }
  } finally {
    network.dispose()
  }
}

/** Mean time of a window in batches of the spec's size, filling included. */
async function secondsPerWindow(
  { spec, now, pause }: EstimateOptions,
  source: WindowSource,
  use: (batch: Parameters<WindowSource['fill']>[1]) => Promise<void>,
): Promise<number> {
  const { batchSize, horizon, input } = spec
  const sizes = { batchSize, history: input.history, horizon }
  let startedMs = now()
  let steps = 0
  let windows = 0
  for (;;) {
    for (const batch of batchesOf(source, everyWindow(source.count), sizes)) {
      await use(batch)
      await pause()
      steps += 1
      if (steps === warmUpSteps) startedMs = now()
      if (steps <= warmUpSteps) continue
      windows += batch.size
      const measured = steps - warmUpSteps
      const tookMs = now() - startedMs
      if (measured >= mostSteps || (measured >= leastSteps && tookMs >= leastMs)) {
        return tookMs / 1000 / windows
      }
    }
  }
}
