import { timeAt } from '../../../../engine/data/calendar'
import { counted } from '../../../../engine/evaluate/judge-folds'
import type { BacktestResult, BacktestSettings } from '../../../../engine/forecast/backtest-result'
import { isGpuExecutor } from '../../../../engine/network/network'
import { stepsText, timeText } from '../../charts/date-text'
import { durationText } from '../../charts/number-text'
import type { Backtest } from '../../stores/backtests'
import { executorOf, type FinishedRun } from '../../stores/jobs'
import { verdictText } from './verdict-text'

export interface PageTexts {
  readonly subtitle: string | undefined
  /** Set when not all folds were made. */
  readonly partial: { readonly title: string; readonly text: string } | null
  /** Set when the data are not the run's any more. */
  readonly stale: string | null
  readonly empty: { readonly title: string; readonly text: string }
  readonly league: string
  readonly settings: string
  /** Read aloud when it changes. */
  readonly announcement: string
}

/** Every sentence of the page that depends on how things stand. */
export function pageTexts(now: {
  readonly run: FinishedRun | null
  readonly backtest: Backtest | null
  readonly stale: boolean
  readonly folds: number
  readonly settings: BacktestSettings
  /** What is at work before it, such as `the automatic forecast`. */
  readonly waitsFor?: string | null
}): PageTexts {
  const { run, backtest, stale } = now
  const result = backtest?.state.result ?? null
  return {
    subtitle: run
      ? [`run ${run.number} · ${run.model}`, spanOf(result)].filter(Boolean).join(' · ')
      : undefined,
    partial: backtest ? partialText(backtest) : null,
    stale:
      run && stale
        ? `Run ${run.number} was trained on other data, so it cannot be backtested on these. Train again.`
        : null,
    empty: emptyTexts(backtest, now.waitsFor ?? null),
    league:
      'Lower is better. p: this network against the row, Diebold–Mariano over folds with Harvey’s correction.',
    settings: run ? settingsText(run, now.folds, now.settings) : '',
    announcement: announcementOf(backtest),
  }
}

/** `12 folds of 14 days, 1 Jan 2015 to 31 Dec 2015`. */
function spanOf(result: BacktestResult | null): string | null {
  if (!result) return null
  const { horizon, frequency, series } = result.plan
  const [{ origins, calendar }] = series
  const at = (row: number): string => timeText(timeAt(calendar, row), frequency)
  const last = result.folds[result.folds.length - 1]
  const span = `${at(origins[result.folds[0]])} to ${at(origins[last] + horizon - 1)}`
  return `${counted(result.folds.length, 'fold')} of ${stepsText(horizon, frequency)}, ${span}`
}

function partialText({ state }: Backtest): PageTexts['partial'] {
  const { result, plan, status } = state
  if (!plan || status === 'done') return null
  const over = status === 'cancelled' || status === 'failed'
  if (!over && !result) return null
  const made = `${result?.folds.length ?? 0} of ${counted(plan.folds, 'fold')}`
  if (status === 'cancelled') {
    if (!result) return { title: 'Cancelled.', text: 'No fold was finished.' }
    return {
      title: 'Partial: cancelled.',
      text: `Scores are over ${made}, all that were finished.`,
    }
  }
  if (status === 'failed') {
    const text = `${state.error?.message ?? ''} Scores are over ${made}.`
    return { title: 'Partial: the backtest stopped.', text }
  }
  return { title: 'Partial so far.', text: `${made}${leftText(state.secondsLeft)}.` }
}

function leftText(seconds: number | null): string {
  return seconds === null ? '' : `, about ${durationText(seconds)} left`
}

function emptyTexts(backtest: Backtest | null, waitsFor: string | null): PageTexts['empty'] {
  const state = backtest?.state
  if (state?.status === 'starting' && waitsFor !== null) {
    return { title: 'Waiting', text: `The backtest begins when ${waitsFor} has ended.` }
  }
  switch (state?.status) {
    case 'starting':
    case 'running':
    case 'cancelling':
      return {
        title: 'Making the first hindcast',
        text: `${state.parts.length} of ${state.tasks || '…'} parts done${leftText(state.secondsLeft)}.`,
      }
    default:
      return {
        title: 'Not backtested yet',
        text:
          'Hindcasts from several origins, each made only from what was known then, show whether this ' +
          'network beats the baselines and whether its bands hold.',
      }
  }
}

function settingsText(run: FinishedRun, folds: number, settings: BacktestSettings): string {
  const { horizon, frequency, seconds } = run.result
  const rows = stepsText(folds * horizon, frequency)
  // A run trains twice, a fold once.
  const each = (settings.mode === 'refit' ? folds : 1) * (seconds / 2)
  const blend = settings.preset === null ? '' : ', the blend more'
  const moved = isGpuExecutor(executorOf(run))
    ? ' Its folds run on the processor, by the fused kernels.'
    : ''
  const window =
    settings.slide === null
      ? 'all rows before it'
      : `the ${stepsText(settings.slide, frequency)} before it`
  return `Hindcasts of the last ${rows}, each learned from ${window}. This network takes about ${durationText(each)}${blend}.${moved}`
}

function announcementOf(backtest: Backtest | null): string {
  const state = backtest?.state
  if (!state) return ''
  if (state.status === 'done' && state.result) return verdictText(state.result).headline
  if (state.status === 'cancelled') return 'Backtest cancelled'
  return state.status === 'running' ? 'Backtest started' : ''
}
