import type { BacktestResult } from '../../../../engine/forecast/backtest-result'
import { bestBaselineOf, networkOf, trustOf } from './backtest-view'

/** Something that the app can do about a verdict. */
export interface NextStep {
  readonly action:
    'returns' | 'changes' | 'more-folds' | 'add-blend' | 'refit' | 'model' | 'use-blend'
  readonly text: string
  /** Where it leads, in a word. */
  readonly place: string
}

/** Folds from which the test has a fair chance. */
const fairFolds = 8

/** What to try, at most four things, the most telling first. */
export function nextSteps(result: BacktestResult): readonly NextStep[] {
  const { plan, folds, methods } = result
  const { oneStep, copycat } = trustOf(result)
  const own = networkOf(result)
  const best = bestBaselineOf(result)
  const auto = methods.find(({ method }) => method === 'auto')
  const beaten = own.verdict?.kind !== 'beats'
  const steps: NextStep[] = []
  if (copycat.suggestion !== null) {
    const { target } = copycat.suggestion
    const text = `Forecast ${target}: there repeating scores nothing`
    steps.push({ action: target, text, place: 'Train' })
  }
  const left = oneStep?.diagnostics.ljungBox
  if (beaten && left && left.p < 0.05) {
    const text = `Lengthen the history: errors of ${left.lags} lags are still correlated`
    steps.push({ action: 'model', text, place: 'Model' })
  }
  if (auto === undefined) {
    const text = 'Let a blend of networks and rules compete'
    steps.push({ action: 'add-blend', text, place: 'Backtest' })
  } else if (auto.report.total.mase < own.report.total.mase) {
    const text = `Use the blend: its MASE is ${auto.report.total.mase.toFixed(3)}`
    steps.push({ action: 'use-blend', text, place: 'Forecast' })
  } else if (own.verdict?.kind === 'worse') {
    const text = `Keep ${best.title}: Auto may choose it`
    steps.push({ action: 'use-blend', text, place: 'Forecast' })
  }
  if (plan.settings.mode === 'update') {
    steps.push({ action: 'refit', text: 'Let each fold train anew', place: 'Backtest' })
  }
  if (folds.length < fairFolds && folds.length === plan.folds) {
    const text = `Take more folds: ${folds.length} can hardly show a difference`
    steps.push({ action: 'more-folds', text, place: 'Settings' })
  }
  const narrow = own.passport.find(({ verdict }) => verdict === 'too-narrow')
  if (narrow !== undefined) {
    const text = `Stop earlier or lower the units: its ${Math.round(100 * narrow.level)} % band is too narrow`
    steps.push({ action: 'model', text, place: 'Model' })
  }
  return steps.slice(0, 4)
}
