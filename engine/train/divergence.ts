import { EngineError } from '../errors'
import type { StepReport } from '../network/network'

/** Whether a step's numbers are none: the loss or the gradient is NaN or infinite. */
export function hasDiverged({ loss, gradientNorm }: StepReport): boolean {
  return !Number.isFinite(loss) || !Number.isFinite(gradientNorm)
}

/** The error of a training that diverged in `epoch` and went back to the weights of `keptEpoch`. */
export function divergence(
  report: StepReport,
  epoch: number,
  keptEpoch: number,
  learningRate: number,
): EngineError {
  const culprit = Number.isFinite(report.loss) ? 'gradient' : 'loss'
  const kept = keptEpoch === 0 ? 'The initial weights' : `The weights of epoch ${String(keptEpoch)}`
  const lower = Number((learningRate / 10).toPrecision(2))
  return new EngineError(
    'training-diverged',
    `Training stopped at epoch ${String(epoch)}: the ${culprit} is no longer a number. ${kept} are kept.`,
    {
      field: 'optimizer.learningRate',
      remedy: `Lower the learning rate, for example from ${String(learningRate)} to ${String(lower)}.`,
    },
  )
}
