import { EngineError } from '../errors'
import type { Batch, StepReport } from '../network/network'
import { batchOrder, everyWindow } from './batch-order'
import { restoreCheckpoint, takeCheckpoint } from './checkpoint'
import { divergence, hasDiverged } from './divergence'
import { nothingYet, observeLoss, patienceEnded } from './early-stopping'
import { meanLoss } from './mean-loss'
import { createSchedule } from './schedule'
import type { TrainOptions, TrainReport } from './train-options'

/** Windows evaluated at once: enough to make the calls' overhead small, little enough to cancel soon. */
const evaluationBatch = 256

/**
 * Trains a network as its spec says and leaves it with the best weights. Knows no model: windows come from
 * the sources, arithmetic from the network, time from `now`.
 * @throws EngineError `series-too-short` without a training window or an observed target; `cancelled`;
 * `training-diverged` within one step of a loss or gradient that is no number. After the last two the
 * network has the best weights so far.
 */
export async function train(options: TrainOptions): Promise<TrainReport> {
  const { network, spec, training, validation, cancel, on, now } = options
  const startedMs = now()
  const rate = createSchedule(spec.optimizer)
  const batches = Math.ceil(training.count / spec.batchSize)
  let best = nothingYet
  let kept = await takeCheckpoint(network, 0)
  let epoch = 0
  let trainingLoss = NaN

  const stopIfCancelled = (): void => {
    if (!cancel.aborted) return
    restoreCheckpoint(network, kept)
    throw new EngineError('cancelled', `Training was cancelled in epoch ${String(epoch)}.`)
  }
  const stopIfDiverged = (report: StepReport): void => {
    if (!hasDiverged(report)) return
    restoreCheckpoint(network, kept)
    throw divergence(report, epoch, kept.epoch, spec.optimizer.learningRate)
  }
  const afterEach = async (): Promise<void> => {
    await options.pause()
    stopIfCancelled()
  }
  const trainOn = async (batch: Batch, index: number): Promise<number> => {
    const report = await network.trainBatch(batch, rate((epoch - 1) * batches + index))
    stopIfDiverged(report)
    on.batch?.({ epoch, batch: index + 1, batches, ...report })
    return report.loss
  }
  const evaluateOn = async (batch: Batch): Promise<number> => {
    const loss = await network.evaluate(batch)
    stopIfDiverged({ loss, gradientNorm: 0 })
    return loss
  }

  stopIfCancelled()
  while (epoch < spec.epochs && !patienceEnded(best, spec.earlyStopping)) {
    epoch += 1
    const epochStartedMs = now()
    const order = batchOrder(training.count, spec.seed, epoch)
    const trainingSizes = { batchSize: spec.batchSize, spec }
    trainingLoss = await meanLoss(training, order, trainingSizes, trainOn, afterEach)
    let validationLoss: number | null = null
    if (validation !== null) {
      const every = everyWindow(validation.count)
      const sizes = { batchSize: evaluationBatch, spec }
      validationLoss = await meanLoss(validation, every, sizes, evaluateOn, afterEach)
      best = observeLoss(best, epoch, validationLoss)
    }
    if (validation === null || best.epoch === epoch) kept = await takeCheckpoint(network, epoch)
    const seconds = (now() - epochStartedMs) / 1000
    on.epoch?.({ epoch, trainingLoss, validationLoss, bestEpoch: kept.epoch, seconds })
  }

  if (kept.epoch !== epoch) restoreCheckpoint(network, kept)
  return {
    bestEpoch: kept.epoch,
    epochsTrained: epoch,
    trainingLoss,
    validationLoss: validation === null ? null : best.loss,
    seconds: (now() - startedMs) / 1000,
  }
}
