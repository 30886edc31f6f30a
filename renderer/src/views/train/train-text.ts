import type { ForecastResult } from '../../../../engine/forecast/forecast-result'
import type { ModelSpec } from '../../../../engine/spec/model-spec'
import { stepsText } from '../../charts/date-text'
import { lossText } from '../../charts/loss-data'
import { durationText } from '../../charts/number-text'
import { backendText } from '../../stores/ledger'
import type { JobState } from '../../stores/job-state'
import type { Run } from '../../stores/jobs'

const lossNames: Readonly<Record<ModelSpec['loss']['kind'], string>> = {
  mae: 'mean absolute error',
  mse: 'mean squared error',
  huber: 'Huber loss',
  pinball: 'pinball loss',
  likelihood: 'negative log-likelihood',
  'cross-entropy': 'cross-entropy',
}

/** What the loss chart's heights are. */
export function lossNote(loss: ModelSpec['loss'], scale: 'log' | 'linear'): string {
  const standardised = loss.kind === 'cross-entropy' ? '' : ' standardised,'
  return `${lossNames[loss.kind]},${standardised} ${scale} scale`
}

/** The epoch after which early stopping ends the run unless it improves; null when nothing is pending. */
export function stopsAfter({ spec, state }: Pick<Run, 'spec' | 'state'>): number | null {
  const open = state.status === 'running' && state.phase === 'evaluate'
  if (!open || state.bestEpoch === null || !spec.earlyStopping) return null
  return Math.min(state.epochs, state.bestEpoch + spec.earlyStopping.patience)
}

/** The headline of a run, such as `Epoch 14`. */
export function headline({ status, epoch, curve }: JobState): string {
  if (status === 'starting') return 'Starting'
  if (status === 'cancelling') return 'Cancelling'
  if (status === 'done') return 'Done'
  const last = Math.max(epoch, curve.length)
  if (status === 'cancelled') return last > 0 ? `Cancelled at epoch ${last}` : 'Cancelled'
  if (status === 'failed') return last > 0 ? `Stopped at epoch ${last}` : 'Not started'
  return `Epoch ${Math.max(1, epoch)}`
}

/** What the run is doing or how it ended, in one or two sentences. */
export function explanation({
  spec,
  series,
  state,
  waitsFor = null,
}: Pick<Run, 'spec' | 'series' | 'state'> & {
  /** What is at work before it, such as `the backtest`. */
  readonly waitsFor?: string | null
}): string {
  const { status, trying, phase, curve, bestEpoch, secondsLeft, result, classes } = state
  const ofClasses = spec.head.kind === 'classes'
  const held = ofClasses ? 'fifth' : stepsText(spec.horizon, series.calendar.frequency)
  if (status === 'starting' && waitsFor !== null) return `Begins when ${waitsFor} has ended.`
  if (status === 'starting') {
    return trying
      ? 'A few steps are timed to find what trains this model fastest here.'
      : 'The worker is being started.'
  }
  if (status === 'cancelling') return 'The batch at work is finished first.'
  if (status === 'cancelled' || status === 'failed') {
    return curve.length > 0 ? 'Its curves are kept. It made no forecast.' : 'It made no forecast.'
  }
  if (status === 'done' && result) {
    const early = result.epochsTrained < spec.epochs ? 'stopped early' : 'ran to the end'
    return `Training ${early} after ${result.epochsTrained} epochs; epoch ${result.bestEpoch} was best. Took ${durationText(result.seconds)}.`
  }
  if (status === 'done' && classes) {
    return `Trained for ${classes.epochsTrained} epochs, then on everything. Took ${durationText(classes.seconds)}.`
  }
  const left = secondsLeft === null ? '' : ` At most ${durationText(secondsLeft)} left.`
  if (phase === 'refit') return `Refitting on everything, for the forecast.${left}`
  const stop = stopsAfter({ spec, state })
  const likely =
    stop !== null && curve.length > 2 ? ` Stops at epoch ${stop} unless it improves.` : ''
  const best = bestEpoch === null ? `Learning all but the last ${held}.` : ''
  return `${best}${likely}${left}`.trim()
}

export interface Overfitting {
  readonly since: number
}

/**
 * Whether validation has risen for three epochs or more while training fell: the network learns its
 * windows by heart.
 */
export function overfitting({ curve, bestEpoch }: JobState): Overfitting | null {
  const best = curve.find((point) => point.epoch === bestEpoch)
  const last = curve.at(-1)
  if (!best || !last || best.validation === null || last.validation === null) return null
  const rising = last.epoch - best.epoch >= 3 && last.validation > best.validation * 1.02
  return rising && last.training < best.training ? { since: best.epoch } : null
}

/** The numbers of a run, label and value. */
export function runNumbers({ spec, state }: Pick<Run, 'spec' | 'state'>): readonly {
  readonly label: string
  readonly value: string
}[] {
  const { curve, refit, bestEpoch, parameterCount, backend } = state
  const best = curve.find((point) => point.epoch === bestEpoch)
  const last = curve.at(-1)
  const loss = (value: number | null | undefined): string =>
    value === null || value === undefined ? '–' : lossText(value)
  return [
    { label: 'Best epoch', value: bestEpoch === null ? '–' : String(bestEpoch) },
    { label: 'Validation, best', value: loss(best?.validation) },
    { label: 'Validation, now', value: loss(last?.validation) },
    { label: 'Training, now', value: loss(last?.training) },
    ...(refit.length > 0 ? [{ label: 'Refit, now', value: loss(refit.at(-1)?.training) }] : []),
    { label: 'Learning rate', value: String(spec.optimizer.learningRate) },
    { label: 'Weights', value: parameterCount > 0 ? parameterCount.toLocaleString('en-US') : '–' },
    { label: 'Seed', value: String(spec.seed) },
    { label: 'Computed by', value: backend === null ? '–' : backendText(backend) },
  ]
}

/** The learning rate to try after a divergence: a tenth, without binary dust. */
export function calmerRate(learningRate: number): number {
  return Number((learningRate / 10).toPrecision(6))
}

/** How long the memory of a finished run's network is, as a sentence; null where it was not measured. */
export function memoryText({
  series,
  result,
}: Pick<Run, 'series'> & {
  readonly result: Pick<ForecastResult, 'memorySpan'> | null
}): string | null {
  const span = result?.memorySpan
  if (!span) return null
  if (span.steps === 0) return 'No input moves the forecast.'
  const { frequency } = series.calendar
  if (span.steps === span.effects.length) {
    return `Even the first of the ${stepsText(span.steps, frequency)} of history still moves the forecast.`
  }
  return `An input still moves the forecast about ${stepsText(span.steps, frequency)} back, of ${stepsText(span.effects.length, frequency)} of history.`
}
