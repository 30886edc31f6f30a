import type { Batch, Network, StepReport } from '../network/network'

/** The first steps also pay for compiling and for pages of memory. */
const warmUpSteps = 2

export interface MeasureOptions {
  readonly learningRate: number
  /** Most steps that are measured, at least 1. */
  readonly steps: number
  /** Time after which no further step is begun, the first ones included, in milliseconds. */
  readonly budgetMs: number
  /** Least time of the first steps, such as V8 takes to optimise kernels; 0 if absent. */
  readonly warmUpMs?: number
  /** Time after which no further step is measured; without an end if absent. */
  readonly measuredMs?: number
  now(): number
  /** Awaited between steps. */
  pause(): Promise<void>
}

export interface StepMeasurement {
  /** Of all steps, the first ones included, in their order. */
  readonly reports: readonly StepReport[]
  /** Null where the time was not enough for the first steps and one more. */
  readonly msPerStep: number | null
}

/**
 * Trains on `batches` in turn and measures what a step takes once everything is warm. On a device that
 * computes beside this thread the steps are handed over as a training does, and waited for at the end.
 */
export async function measureSteps(
  network: Network,
  batches: readonly Batch[],
  options: MeasureOptions,
): Promise<StepMeasurement> {
  const { learningRate, steps, budgetMs, warmUpMs = 0, measuredMs = Infinity, now, pause } = options
  const reports: StepReport[] = []
  const begunMs = now()
  const timeLeft = (): boolean => now() - begunMs < budgetMs
  let begun = 0
  const nextBatch = (): Batch => batches[begun++ % batches.length]
  while (begun < warmUpSteps || now() - begunMs < warmUpMs) {
    reports.push(await network.trainBatch(nextBatch(), learningRate))
    await pause()
    if (!timeLeft()) return { reports, msPerStep: null }
  }
  const { deferred } = network
  const startedMs = now()
  let done = 0
  while (done < steps && now() - startedMs < measuredMs && timeLeft()) {
    if (deferred === undefined) reports.push(await network.trainBatch(nextBatch(), learningRate))
    else reports.push(...(await deferred.step(nextBatch(), learningRate)))
    done += 1
    await pause()
  }
  if (deferred !== undefined) reports.push(...(await deferred.flush()))
  return { reports, msPerStep: done === 0 ? null : (now() - startedMs) / done }
}
