import { EngineError } from '../errors'
import type { Fault, StepReport } from '../network/network'
import { cellTitles } from '../spec/describe-spec'
import type { ModelSpec } from '../spec/model-spec'

/** Whether a step's numbers are none: a fault, or a loss or gradient that is NaN or infinite. */
export function hasDiverged({ loss, gradientNorm, fault }: StepReport): boolean {
  return fault !== null || !Number.isFinite(loss) || !Number.isFinite(gradientNorm)
}

/** Where a training stood when it diverged; batches and epochs from 1. */
export interface DivergenceContext {
  readonly spec: ModelSpec
  readonly epoch: number
  /** Null while validating. */
  readonly batch: number | null
  readonly keptEpoch: number
  readonly learningRate: number
}

/** The error of a training that diverged and went back to the weights of `keptEpoch`. */
export function divergence(report: StepReport, context: DivergenceContext): EngineError {
  const { spec, epoch, batch, keptEpoch, learningRate } = context
  const at = batch === null ? ' in validation' : ` at batch ${String(batch)}`
  const kept = keptEpoch === 0 ? 'The initial weights' : `The weights of epoch ${String(keptEpoch)}`
  const message = `Training stopped at epoch ${String(epoch)}: ${whatBroke(report, spec)}${at}. ${kept} are kept.`
  if (report.fault?.where === 'input') {
    return new EngineError('training-diverged', message, {
      field: 'input',
      remedy: 'Fill or remove the values that are not numbers.',
    })
  }
  const lower = Number((learningRate / 10).toPrecision(2))
  const clip = spec.clipNorm === null ? ', or set clipNorm to 1' : ''
  return new EngineError('training-diverged', message, {
    field: 'optimizer.learningRate',
    remedy: `Lower the learning rate, for example from ${String(Number(learningRate.toPrecision(2)))} to ${String(lower)}${clip}.`,
  })
}

/** Such as `the gradient of layer 1 (SimpleRNN) overflowed`. */
function whatBroke({ loss, gradientNorm, fault }: StepReport, spec: ModelSpec): string {
  if (fault === null) return 'the loss is no longer a number'
  switch (fault.where) {
    case 'input':
      return 'an input is not a number'
    case 'weights':
      return `a weight of ${layerName(fault, spec)} is no longer a number`
    case 'gradient': {
      const overflowed = gradientNorm === Infinity || loss === Infinity
      const what = overflowed ? 'overflowed' : 'is no longer a number'
      return `the gradient of ${layerName(fault, spec)} ${what}`
    }
  }
}

/** Such as `layer 2 (LSTM)` for `layers[1]`. */
function layerName({ layer }: Fault, spec: ModelSpec): string {
  const match = /^(before|layers)\[(\d+)\]$/.exec(layer)
  if (match === null) return `the ${layer}`
  const index = Number(match[2])
  if (match[1] === 'before') return `dense layer ${String(index + 1)}`
  return `layer ${String(index + 1)} (${cellTitles[spec.layers[index].kind]})`
}
