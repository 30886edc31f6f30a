import { EngineError } from '../errors'
import type { DeferredTraining, Network, StepReport } from '../network/network'
import { batchOrder, everyWindow } from './batch-order'
import { checkWindows } from './check-windows'
import { keepWeights, restoreWeights } from './checkpoint'
import { divergence, hasDiverged } from './divergence'
import { leastEpochs, nothingYet, observeLoss, patienceEnded } from './early-stopping'
import { createFlowSampler } from './flow-sampler'
import { meanLoss, type LossSource } from './mean-loss'
import { fullRate, observePlateau } from './plateau'
import { createSchedule } from './schedule'
import type { TrainOptions, TrainReport } from './train-options'
import { evaluationBatch } from './window-source'

/**
 * Trains a network as its spec says and leaves it with the best weights. Knows no model: windows come from
 * the sources, arithmetic from the network, time from `now`.
 * @throws EngineError `series-not-finite` before the first step if an input is no number;
 * `series-too-short` without a training window or an observed target; `cancelled`; `training-diverged`
 * within one step of a number that is none. After the last two the network has the best weights so far.
 */
export async function train(options: TrainOptions): Promise<TrainReport> {
  const { network, spec, training, validation, from, cancel, on, now } = options
  const startedMs = now()
  const batches = Math.ceil(training.count / spec.batchSize)
  const stepOf = (batchesDone: number): number => Math.floor(batchesDone / spec.accumulation)
  const schedule = createSchedule(spec, stepOf(batches * spec.epochs))
  const sampler = createFlowSampler(
    batches * (leastEpochs(spec.epochs, spec.earlyStopping) - (from?.epoch ?? 0)),
  )
  if (from !== undefined) network.setState(from.network)
  let kept = from?.kept ?? (await keepWeights(network, spec, 0))
  let best = from?.best ?? nothingYet
  let plateau = from?.plateau ?? fullRate
  let epoch = from?.epoch ?? 0
  let rate = spec.optimizer.learningRate
  let trainingLoss = NaN

  const stopIfCancelled = (): void => {
    if (!cancel.aborted) return
    restoreWeights(network, kept)
    throw new EngineError('cancelled', `Training was cancelled in epoch ${String(epoch)}.`)
  }
  const stopIfDiverged = (report: StepReport, batch: number | null): void => {
    if (!hasDiverged(report)) return
    restoreWeights(network, kept)
    throw divergence(report, { spec, epoch, batch, keptEpoch: kept.epoch, learningRate: rate })
  }
  const afterEach = async (): Promise<void> => {
    await options.pause()
    stopIfCancelled()
  }
  const steps = network.deferred ?? immediately(network)
  let reported = 0
  const take = (reports: readonly StepReport[]): readonly number[] =>
    reports.map((report) => {
      reported += 1
      stopIfDiverged(report, reported)
      const { loss, gradientNorm } = report
      on.batch?.({ epoch, batch: reported, batches, loss, gradientNorm })
      return loss
    })
  const trainOn: LossSource = {
    async next(batch, index) {
      rate = schedule(stepOf((epoch - 1) * batches + index), plateau)
      const steppedMs = now()
      const losses = take(await steps.step(batch, rate))
      if (on.gradientFlow && sampler.afterStep(now() - steppedMs)) {
        const lookedMs = now()
        const flow = await network.gradientFlow(batch)
        sampler.afterLook(now() - lookedMs)
        on.gradientFlow({ epoch, batch: index + 1, flow })
      }
      return losses
    },
    rest: async () => take(await steps.flush()),
  }
  const evaluateOn: LossSource = {
    async next(batch) {
      const loss = await network.evaluate(batch)
      stopIfDiverged({ loss, gradientNorm: 0, fault: null }, null)
      return [loss]
    },
    rest: async () => [],
  }

  stopIfCancelled()
  await checkWindows(training, spec, afterEach)
  if (validation !== null) await checkWindows(validation, spec, afterEach)
  while (epoch < spec.epochs && !patienceEnded(best, spec.earlyStopping)) {
    epoch += 1
    const epochStartedMs = now()
    const order = batchOrder(training.count, spec.seed, epoch)
    const trainingSizes = { batchSize: spec.batchSize, spec }
    reported = 0
    trainingLoss = await meanLoss(training, order, trainingSizes, trainOn, afterEach)
    let validationLoss: number | null = null
    if (validation !== null) {
      const every = everyWindow(validation.count)
      const sizes = { batchSize: evaluationBatch, spec }
      validationLoss = await meanLoss(validation, every, sizes, evaluateOn, afterEach)
      best = observeLoss(best, epoch, validationLoss)
    }
    plateau = observePlateau(plateau, spec.schedule, validationLoss ?? trainingLoss)
    if (validation === null || best.epoch === epoch) kept = await keepWeights(network, spec, epoch)
    const seconds = (now() - epochStartedMs) / 1000
    on.epoch?.({ epoch, trainingLoss, validationLoss, bestEpoch: kept.epoch, seconds })
    if (options.save !== undefined && (options.saveDue?.() ?? true)) {
      await options.save({ epoch, network: await network.state(), kept, best, plateau })
    }
  }

  if (kept.epoch !== epoch) restoreWeights(network, kept)
  return {
    bestEpoch: kept.epoch,
    epochsTrained: epoch,
    trainingLoss,
    validationLoss: validation === null ? null : best.loss,
    seconds: (now() - startedMs) / 1000,
  }
}

/** Steps that are waited for one by one. */
function immediately(network: Network): DeferredTraining {
  return {
    step: async (batch, learningRate) => [await network.trainBatch(batch, learningRate)],
    flush: async () => [],
  }
}
