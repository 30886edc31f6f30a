import { createFoldRunner } from '../../engine/evaluate/backtest'
import type { FitOptions, Forecaster, Panel } from '../../engine/evaluate/forecaster'
import { placeFolds } from '../../engine/forecast/backtest-plan'
import type { PanelPlan } from '../../engine/forecast/backtest-plan'
import { hindcastPanel } from '../../engine/forecast/hindcast-panel'
import type { PanelHindcast } from '../../engine/forecast/hindcast-panel'

/** A backtest of any methods in this thread: the first judges, the others are judged. */
export function hindcastOf(
  panel: Panel,
  creators: Readonly<Record<string, () => Forecaster>>,
  options: FitOptions & { readonly folds: number; readonly oneStep?: readonly string[] },
): Promise<PanelHindcast> {
  const { folds, horizon, levels, oneStep = [], signal } = options
  const places = placeFolds(panel, { folds, horizon, leastTraining: 3 })
  const methods = Object.keys(creators).map((method, i) => {
    return { method, title: `the ${method}`, isBaseline: i === 0, isJudged: i > 0 }
  })
  const plan: PanelPlan = { ...places, season: options.season, levels, methods, oneStep }
  const runner = { ...createFoldRunner(creators, options, 'refit', () => 0), parallel: 1 }
  return hindcastPanel(panel, plan, { runner, signal, now: () => 0, done: () => undefined })
}
