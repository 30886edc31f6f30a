import type { TrainCallbacks } from '../train/train-options'
import type { ForecastEvent, Phase } from './forecast-event'

const leastMsBetweenEvents = 100
/** Time left is told once this much was measured: the first batches also pay for warming up. */
const leastBatchesMeasured = 5
const leastMsMeasured = 500

export interface JobProgress {
  /** Callbacks for the trainer of a phase that takes at most `epochs` of `batches`. */
  startPhase(phase: Phase, epochs: number, batches: number): TrainCallbacks
}

/**
 * Turns a trainer's callbacks into events, batches at most ten a second. Progress is of the whole job: the
 * refit is expected to take as many epochs as the evaluation at most, so an early stop makes it jump ahead,
 * never back.
 */
export function createJobProgress(
  now: () => number,
  emit: (event: ForecastEvent) => void,
): JobProgress {
  let told = 0
  let lastEventMs = -Infinity
  let batchesDone = 0
  let startedMs: number | null = null

  return {
    startPhase(phase, epochs, batches) {
      const from = phase === 'evaluate' ? 0 : Math.max(told, 0.5)
      const to = phase === 'evaluate' ? 0.5 : 1
      const left = (done: number): number =>
        epochs * batches - done + (phase === 'evaluate' ? epochs * batches : 0)
      return {
        batch({ epoch, batch }) {
          const time = now()
          startedMs ??= time
          batchesDone += 1
          const done = (epoch - 1) * batches + batch
          told = Math.max(told, from + (to - from) * (done / (epochs * batches)))
          if (time - lastEventMs < leastMsBetweenEvents) return
          lastEventMs = time
          const measured =
            batchesDone >= leastBatchesMeasured && time - startedMs >= leastMsMeasured
          const secondsLeft = measured
            ? ((time - startedMs) / 1000 / (batchesDone - 1)) * left(done)
            : null
          emit({ kind: 'batch', phase, epoch, batch, batches, progress: told, secondsLeft })
        },
        epoch(event) {
          emit({ kind: 'epoch', phase, ...event })
        },
      }
    },
  }
}
