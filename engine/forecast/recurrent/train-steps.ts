import { EngineError } from '../../errors'
import type { Batch, Network } from '../../network/network'
import type { ModelSpec } from '../../spec/model-spec'

/** What a training is told of its surroundings. */
export interface TrainingHost {
  /** Looked at between steps. */
  readonly signal: { readonly aborted: boolean }
  /** Awaited between steps. */
  pause(): Promise<void>
  /** Called after each step. */
  step?(): void
}

/** Steps between two pauses. */
const stepsAtOnce = 4

/**
 * Trains for a fixed number of steps on batches drawn as needed, at the spec's rate and schedule; there are
 * no epochs where windows are drawn at random. The network is left with its last weights and their average.
 * @throws EngineError `cancelled`; `training-diverged` on a loss or gradient that is no number.
 */
export async function trainSteps(
  network: Network,
  spec: ModelSpec,
  steps: number,
  nextBatch: () => Batch,
  host: TrainingHost,
): Promise<void> {
  const rate = stepRate(spec, steps)
  for (let step = 0; step < steps; step++) {
    if (step % stepsAtOnce === 0) await host.pause()
    if (host.signal.aborted) throw new EngineError('cancelled', 'Training was cancelled.')
    const { fault } = await network.trainBatch(nextBatch(), rate(step))
    if (fault !== null) {
      throw new EngineError(
        'training-diverged',
        `Training broke at step ${step + 1} of ${steps}: ${fault.layer} has a ${fault.where} that is no number.`,
        { remedy: 'Look for extreme values in the data.' },
      )
    }
    host.step?.()
  }
}

/**
 * Learning rate of each of `steps` steps, counted from 0. Cosine: linear warm-up, at most a tenth of all
 * steps, then half a cosine from the full rate to `finalShare` of it at the last step (Loshchilov & Hutter
 * 2017). The other schedules look at epochs, of which there are none here, and stay at the full rate.
 */
export function stepRate(
  { optimizer: { learningRate }, schedule }: ModelSpec,
  steps: number,
): (step: number) => number {
  if (schedule.kind !== 'cosine') return () => learningRate
  const warmup = Math.min(schedule.warmupSteps, Math.floor(steps / 10))
  const rest = Math.max(1, steps - 1 - warmup)
  return (step) => {
    if (step < warmup) return (learningRate * (step + 1)) / warmup
    const fall = (1 + Math.cos((Math.PI * (step - warmup)) / rest)) / 2
    return learningRate * (schedule.finalShare + (1 - schedule.finalShare) * fall)
  }
}
