import { EngineError } from '../errors'
import { copyBatch } from './copy-batch'
import type { Batch, Network, StepReport } from './network'

/** Two executors differ by rounding, far below this; 16-bit numbers and broken drivers by more. */
const tolerance = 1e-3
/** What differences of numbers near 0 are measured by. */
const least = 1e-2
/** Windows of a prediction that are computed again. */
const windowsAgain = 16

/**
 * A network whose numbers are not taken on trust: a sample of what `device` computes is computed again by
 * `reference`, a network of the same spec, from the same state. Among training steps the 1st, 10th, 100th…
 * are compared by loss and gradient, and by the loss after the step; each state that is read, by the loss of a
 * batch; each set of weights that predicts, by the first windows that it does. Both are disposed with it.
 * @param window numbers of one window's inputs, steps · features
 * @throws EngineError `backend-inexact` from whatever was called, before its result counts.
 */
export function guardNetwork(device: Network, reference: Network, window: number): Network {
  let steps = 0
  let nextCheck = 1
  let sample: Batch | null = null
  /** Whether the weights have changed since a prediction was compared. */
  let unseen = true

  function compare(what: string, own: number, again: number): void {
    if (Number.isNaN(own) && Number.isNaN(again)) return
    if (Math.abs(own - again) <= tolerance * Math.max(least, Math.abs(again))) return
    const numbers = `${own.toPrecision(6)} against ${again.toPrecision(6)}`
    throw new EngineError(
      'backend-inexact',
      `The graphics processor computes inexactly: ${what} differs from the processor's, ${numbers}.`,
      { remedy: 'Train on the processor, or update the driver of the graphics card.' },
    )
  }

  async function compareLoss(what: string, batch: Batch): Promise<void> {
    compare(what, await device.evaluate(batch), await reference.evaluate(batch))
  }

  async function checkedStep(batch: Batch, learningRate: number): Promise<StepReport> {
    reference.setState(await device.state())
    const own = await device.trainBatch(batch, learningRate)
    const again = await reference.trainBatch(batch, learningRate)
    const step = `of step ${String(steps)}`
    compare(`the loss ${step}`, own.loss, again.loss)
    compare(`the gradient's norm ${step}`, own.gradientNorm, again.gradientNorm)
    sample = copyBatch(batch)
    if (own.fault === null) await compareLoss(`the loss after step ${String(steps)}`, batch)
    return own
  }

  /** Counts a step; true when it is one of the sample. */
  function countStep(): boolean {
    steps += 1
    unseen = true
    if (steps < nextCheck) return false
    nextCheck *= 10
    return true
  }

  const { deferred } = device
  return {
    ...device,
    trainBatch: (batch, learningRate) =>
      countStep() ? checkedStep(batch, learningRate) : device.trainBatch(batch, learningRate),
    ...(deferred === undefined
      ? {}
      : {
          deferred: {
            async step(batch, learningRate) {
              if (!countStep()) return deferred.step(batch, learningRate)
              const before = await deferred.flush()
              if (before.some(({ fault }) => fault !== null)) return before
              return [...before, await checkedStep(batch, learningRate)]
            },
            flush: () => deferred.flush(),
          },
        }),
    async state() {
      const state = await device.state()
      if (sample !== null) {
        reference.setState(state)
        await compareLoss(`the loss after step ${String(steps)}`, sample)
      }
      return state
    },
    async predict(inputs, size, lengths) {
      const outputs = await device.predict(inputs, size, lengths)
      if (!unseen) return outputs
      reference.setState(await device.state())
      const few = Math.min(size, windowsAgain)
      const again = await reference.predict(
        inputs.slice(0, few * window),
        few,
        lengths?.slice(0, few),
      )
      again.forEach((value, index) => compare('a prediction', outputs[index], value))
      unseen = false
      return outputs
    },
    setWeights(weights) {
      unseen = true
      device.setWeights(weights)
    },
    setState(state) {
      unseen = true
      device.setState(state)
    },
    dispose() {
      device.dispose()
      reference.dispose()
    },
  }
}
