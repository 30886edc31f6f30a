import { dispose, stack, tidy, type Tensor } from '@tensorflow/tfjs-core'
import { copyBatch } from '../copy-batch'
import type { Batch, DeferredTraining, StepReport } from '../network'

/** Time between two readings, about: ten a second keep a curve alive and a fault near. */
const readEveryMs = 100

/** What a deferred training needs of its network; `Kept` holds all that a step changes. */
export interface DeferrableNetwork<Kept> {
  /** Starts a step and gives its loss and gradient norm as one tensor `[2]`, not yet computed. */
  submit(batch: Batch, learningRate: number): Tensor
  /** The network as it is now, without copying; `restore` and `release` end it. */
  keep(): Kept
  restore(kept: Kept): void
  release(kept: Kept): void
  /** The same step, waited for. */
  trainNow(batch: Batch, learningRate: number): Promise<StepReport>
}

interface Submitted {
  readonly batch: Batch
  readonly learningRate: number
  readonly told: Tensor
}

export interface Deferral extends DeferredTraining {
  /** Forgets the steps handed over and not read; whoever sets new weights calls it first. */
  discard(): void
}

/**
 * Hands steps to the device and reads their numbers together. How many go together is learned from the time
 * they take, the device's included, so that it never has more than about a tenth of a second before it. When
 * a number is none, the steps are taken back and run again one by one up to the one that broke: its fault is
 * named as if each had been waited for, and no weight of it is left.
 */
export function deferTraining<Kept>(network: DeferrableNetwork<Kept>, now: () => number): Deferral {
  let submitted: Submitted[] = []
  let before: Kept | null = null
  let atOnce = 1
  let sinceMs = 0

  function clear(): readonly Submitted[] {
    const steps = submitted
    submitted = []
    dispose(steps.map(({ told }) => told))
    return steps
  }

  function discard(): void {
    clear()
    if (before !== null) network.release(before)
    before = null
  }

  async function replay(steps: readonly Submitted[]): Promise<readonly StepReport[]> {
    const reports: StepReport[] = []
    for (const { batch, learningRate } of steps) {
      const report = await network.trainNow(batch, learningRate)
      reports.push(report)
      if (report.fault !== null) break
    }
    return reports
  }

  async function flush(): Promise<readonly StepReport[]> {
    if (submitted.length === 0) return []
    const all = tidy(() => stack(submitted.map(({ told }) => told)))
    const values = await all.data()
    all.dispose()
    const steps = clear()
    const share = readEveryMs / Math.max(1, now() - sinceMs)
    atOnce = Math.max(1, Math.floor(steps.length * Math.min(2, share)))
    if (values.every(Number.isFinite)) {
      discard()
      return steps.map((_, index) => ({
        loss: values[2 * index],
        gradientNorm: values[2 * index + 1],
        fault: null,
      }))
    }
    if (before !== null) network.restore(before)
    before = null
    return replay(steps)
  }

  return {
    async step(batch, learningRate) {
      if (submitted.length === 0) {
        before = network.keep()
        sinceMs = now()
      }
      submitted.push({
        batch: copyBatch(batch),
        learningRate,
        told: network.submit(batch, learningRate),
      })
      return submitted.length < atOnce ? [] : flush()
    },
    flush,
    discard,
  }
}
