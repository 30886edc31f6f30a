import { worseThan } from '../../engine/evaluate/judge-folds'
import type { JobResult } from '../../engine/jobs/protocol'

const names: Readonly<Record<string, string>> = {
  naive: 'naive',
  seasonalNaive: 'seasonal naive',
  drift: 'drift',
  mean: 'the mean',
  theta: 'Theta',
  ets: 'exponential smoothing',
  mstlEts: 'MSTL',
  arima: 'ARIMA',
  autoregression: 'autoregression',
  linear: 'ridge regression',
}

/** A job's verdict on its network in the few words that fit beside a recent file; null without one. */
export function verdictNote(result: JobResult): string | null {
  const verdict = verdictOf(result)
  if (verdict === null) return null
  const { kind, baseline, skill } = verdict
  const name = names[baseline] ?? baseline
  switch (kind) {
    case 'beats':
      return `Beats ${name} by ${(100 * skill).toFixed(0)} %`
    case 'worse':
      return worseThan(name, skill)
    case 'no-evidence':
      return `No better than ${name}`
  }
}

function verdictOf(result: JobResult) {
  switch (result.kind) {
    case 'forecast':
      return result.forecast.verdict
    case 'backtest':
      return result.backtest.methods.find(({ method }) => method === 'network')?.verdict ?? null
    case 'speed':
    case 'estimate':
    case 'leak-proof':
    case 'auto':
    case 'classes':
      return null
  }
}
