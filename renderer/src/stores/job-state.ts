import type { PlainError } from '../../../engine/errors'
import type { ClassResult } from '../../../engine/forecast/class-forecast'
import type { ForecastResult } from '../../../engine/forecast/forecast-result'
import type { GradientFlow } from '../../../engine/network/network'
import type { JobEvent, Phase } from '../../../engine/jobs/protocol'
import type { SpeedTrial } from '../../../engine/jobs/speed-trial'
import type { EpochLoss } from '../charts/loss-data'

/** What is known of a job: a fold over its events. Curves change identity on epochs only. */
export interface JobState {
  readonly status: 'starting' | 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled'
  readonly phase: Phase
  /** Most epochs; 0 before the job has started. */
  readonly epochs: number
  readonly parameterCount: number
  /** Whether executors are being tried on the model, before it starts. */
  readonly trying: boolean
  /** How the executor was chosen; null where the model names it. */
  readonly trial: SpeedTrial | null
  readonly backend: string | null
  /** Why this backend was chosen. */
  readonly backendReason: string
  /** The epoch at work, 1-based; 0 before the first. */
  readonly epoch: number
  /** Losses while everything but the last horizon was trained on. */
  readonly curve: readonly EpochLoss[]
  /** Losses while everything was trained on. */
  readonly refit: readonly EpochLoss[]
  readonly bestEpoch: number | null
  /** The newest sample of how the loss reaches back in time; null before the first. */
  readonly flow: GradientFlow | null
  /** Of the whole job, 0 to 1. */
  readonly progress: number
  readonly secondsLeft: number | null
  readonly error: PlainError | null
  readonly result: ForecastResult | null
  /** What a run of classes made. */
  readonly classes: ClassResult | null
}

/** Events of the job, and what the window itself does to it. */
export type RunEvent =
  | JobEvent
  | { readonly kind: 'cancel-asked' }
  /** The main process refused to cancel; the job goes on. */
  | { readonly kind: 'cancel-refused' }

export const startingJob: JobState = {
  status: 'starting',
  phase: 'evaluate',
  epochs: 0,
  parameterCount: 0,
  trying: false,
  trial: null,
  backend: null,
  backendReason: '',
  epoch: 0,
  curve: [],
  refit: [],
  bestEpoch: null,
  flow: null,
  progress: 0,
  secondsLeft: null,
  error: null,
  result: null,
  classes: null,
}

/** Whether the job has ended, in whatever way. */
export function isOver({ status }: JobState): boolean {
  return status === 'done' || status === 'failed' || status === 'cancelled'
}

/** The next state; pure. An event after the end changes nothing. */
export function reduceJob(state: JobState, event: RunEvent): JobState {
  if (isOver(state)) return state
  switch (event.kind) {
    case 'started':
      return {
        ...state,
        status: state.status === 'cancelling' ? 'cancelling' : 'running',
        epochs: event.epochs,
        parameterCount: event.parameterCount,
      }
    case 'backend-chosen':
      return { ...state, backend: event.backend, backendReason: event.reason }
    case 'batch':
      return {
        ...state,
        phase: event.phase,
        epoch: event.epoch,
        progress: Math.max(state.progress, event.progress),
        secondsLeft: event.secondsLeft,
      }
    case 'epoch':
      return afterEpoch(state, event)
    case 'gradient-flow':
      return event.phase === 'evaluate' ? { ...state, flow: event.flow } : state
    case 'cancel-asked':
      return { ...state, status: 'cancelling' }
    case 'cancel-refused':
      return { ...state, status: 'running' }
    case 'done': {
      const result = event.result.kind === 'forecast' ? event.result.forecast : null
      const classes = event.result.kind === 'classes' ? event.result.classes : null
      return { ...state, status: 'done', progress: 1, secondsLeft: 0, result, classes }
    }
    case 'trial-started':
      return { ...state, trying: true }
    case 'executor-chosen':
      return { ...state, trying: false, trial: event.trial }
    case 'planned':
    case 'progress':
    case 'fold':
      return state
    case 'failed':
      return { ...state, status: 'failed', secondsLeft: null, error: event.error }
    case 'cancelled':
      return { ...state, status: 'cancelled', secondsLeft: null }
  }
}

function afterEpoch(state: JobState, event: Extract<JobEvent, { kind: 'epoch' }>): JobState {
  const { phase, epoch } = event
  const loss = { epoch, training: event.trainingLoss, validation: event.validationLoss }
  // A job that moved to another executor tells the epochs since its checkpoint again.
  const before = (curve: readonly EpochLoss[]): readonly EpochLoss[] =>
    curve.filter((known) => known.epoch < epoch)
  if (phase === 'refit') return { ...state, phase, epoch, refit: [...before(state.refit), loss] }
  const curve = [...before(state.curve), loss]
  return { ...state, phase, epoch, curve, bestEpoch: event.bestEpoch }
}
