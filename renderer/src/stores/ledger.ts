import type { DatasetProfile } from '../../../engine/jobs/protocol'
import type { Executor } from '../../../engine/network/network'
import type { BacktestResult } from '../../../engine/forecast/backtest-result'
import { stepsText } from '../charts/date-text'
import type { BacktestState } from './backtest-state'
import type { JobState } from './job-state'
import type { Step } from './navigation'

export interface LedgerEntry {
  readonly step: Step
  readonly title: string
  /** What the step found or waits for. */
  readonly text: string
  readonly state: 'done' | 'running' | 'stale' | 'waiting'
  readonly reachable: boolean
}

/** What the rail must know of the steps after the data. */
export interface LedgerInput {
  readonly profile: DatasetProfile | null
  /** Short name of the network, null before there is one; `faulty` when it cannot be trained. */
  readonly model: { readonly name: string | null; readonly faulty: boolean }
  /** The newest run. */
  readonly run: JobState | null
  /** Hindcasts of the run that is looked at; null before there are any. */
  readonly backtest: BacktestState | null
  /** What the classes of the run that is looked at are worth, such as `Right in 45 %`; null for values. */
  readonly classes: string | null
  /** The newest forecast, such as `14 days to 14 Jan 2016`; stale when model or data changed since. */
  readonly forecast: { readonly text: string; readonly stale: boolean } | null
}

/** The rail: each step with its result. */
export function ledgerOf({
  profile,
  model,
  run,
  backtest,
  classes,
  forecast,
}: LedgerInput): readonly LedgerEntry[] {
  const open = profile !== null
  const usable = open && profile.blocked === null
  const needsData = 'Needs usable data'
  return [
    {
      step: 'data',
      title: 'Data',
      text: dataText(profile),
      state: usable ? 'done' : open ? 'stale' : 'waiting',
      reachable: open,
    },
    {
      step: 'explore',
      title: 'Explore',
      text: usable ? targetText(profile) : needsData,
      state: usable ? 'done' : 'waiting',
      reachable: usable,
    },
    {
      step: 'model',
      title: 'Model',
      text: !usable ? needsData : model.faulty ? 'Something to mend' : (model.name ?? 'Automatic'),
      state: !usable ? 'waiting' : model.faulty ? 'stale' : 'done',
      reachable: usable,
    },
    { step: 'train', title: 'Train', ...trainOf(run, forecast?.stale ?? false), reachable: usable },
    {
      step: 'evaluate',
      title: 'Evaluate',
      ...evaluateOf(backtest, classes, forecast),
      reachable: usable,
    },
    {
      step: 'forecast',
      title: 'Forecast',
      text: forecast?.text ?? 'Needs a trained run',
      state: forecast ? (forecast.stale ? 'stale' : 'done') : 'waiting',
      reachable: usable,
    },
  ]
}

function dataText(profile: DatasetProfile | null): string {
  if (!profile) return 'No file'
  if (profile.blocked) return 'Something to decide'
  const { time, rows, issueCount } = profile
  const size = time ? stepsText(time.steps, time.frequency) : `${rows.toLocaleString('en-US')} rows`
  if (issueCount === 0) return `${size}, no issues`
  return `${size} · ${issueCount.toLocaleString('en-US')} ${issueCount === 1 ? 'issue' : 'issues'}`
}

function targetText(profile: DatasetProfile): string {
  const target = profile.columns.find((column) => column.role === 'target')
  return [target?.name, profile.selectedId].filter(Boolean).join(', ')
}

function trainOf(run: JobState | null, stale: boolean): Pick<LedgerEntry, 'text' | 'state'> {
  switch (run?.status) {
    case undefined:
      return { text: 'Not started', state: 'waiting' }
    case 'starting':
    case 'running':
    case 'cancelling':
      return { text: runningText(run), state: 'running' }
    case 'failed':
      return { text: 'Stopped by a fault', state: 'stale' }
    case 'cancelled':
      return { text: 'Cancelled', state: 'stale' }
    case 'done':
      if (stale) return { text: 'Model or data changed', state: 'stale' }
      return { text: `Best at epoch ${run.bestEpoch} of ${run.curve.length}`, state: 'done' }
  }
}

function evaluateOf(
  backtest: BacktestState | null,
  classes: string | null,
  forecast: LedgerInput['forecast'],
): Pick<LedgerEntry, 'text' | 'state'> {
  if (classes !== null) return { text: classes, state: forecast?.stale ? 'stale' : 'done' }
  if (backtest === null) {
    return { text: forecast ? 'Not backtested' : 'Needs a trained run', state: 'waiting' }
  }
  switch (backtest.status) {
    case 'starting':
    case 'running':
    case 'cancelling':
      return { text: backtestText(backtest), state: 'running' }
    case 'failed':
    case 'cancelled':
    case 'done': {
      const verdict = backtest.result && verdictText(backtest.result)
      const whole = backtest.status === 'done'
      const text = verdict ?? (whole ? 'No verdict' : 'Stopped early')
      return { text, state: whole && !forecast?.stale ? 'done' : 'stale' }
    }
  }
}

/** What a backtest is doing, such as `Fold 3 of 12`. */
export function backtestText({ status, plan, parts }: BacktestState): string {
  if (status === 'cancelling') return 'Cancelling'
  if (status === 'starting' || plan === null) return 'Starting'
  const fold = Math.min(plan.folds, Math.floor(parts.length / plan.methods.length) + 1)
  return `Fold ${fold} of ${plan.folds}`
}

function verdictText({ plan, methods }: BacktestResult): string | null {
  const verdict = methods.find(({ method }) => method === 'network')?.verdict
  if (!verdict) return null
  const title = plan.methods.find(({ method }) => method === verdict.baseline)?.title ?? ''
  const words = { beats: 'Beats', 'no-evidence': 'No better than', worse: 'Worse than' }
  return `${words[verdict.kind]} ${title}`
}

/** What a run is doing, such as `Epoch 14 of 60`. */
export function runningText(run: JobState): string {
  if (run.status === 'cancelling') return 'Cancelling'
  if (run.status === 'starting' || run.epoch === 0) return 'Starting'
  if (run.phase === 'refit') return `Refit, epoch ${run.epoch}`
  return `Epoch ${run.epoch} of ${run.epochs}`
}

/** Whether a backend is one of an executor's. */
export function trainsOn(backend: string, executor: Executor): boolean {
  return backend.startsWith(executor)
}

/** What computes, as its makers write it; several where a job moved. */
export function backendText(backend: string): string {
  return backend.split(', then ').map(oneBackend).join(', then ')
}

function oneBackend(backend: string): string {
  if (backend === 'tensorflow-wasm') return 'TensorFlow.js WASM'
  if (backend.startsWith('webgl')) return 'TensorFlow.js WebGL'
  if (backend === 'webgpu') return 'TensorFlow.js WebGPU'
  return backend.replace(/^fused-[\w-]+/, 'Fused WASM')
}
