import type { Series } from '../data/series'
import { choosePreparation } from '../prepare/choose-preparation'
import type { Preparation } from '../prepare/choose-preparation'
import type { ModelSpec } from '../spec/model-spec'
import type { HoldoutEvaluation } from './evaluate-holdout'
import { batchesIn, forecastFromEnd, planFit, trainOnPlan } from './fit-plan'
import type { ForecastDeps } from './forecast-deps'
import type { JobProgress } from './job-progress'

export interface Refit {
  readonly choice: Preparation
  /** Of the steps after the series' end, on the stabilised scale, `[horizon]`. */
  readonly forecast: Float64Array
}

/**
 * Trains a fresh network on the whole series, with the preparation that was evaluated and for as many steps
 * as were best there, in whole epochs, and forecasts what comes. Only where the hold-out's values rule out
 * the logarithm is the preparation chosen anew.
 */
export async function refit(
  series: Series,
  spec: ModelSpec,
  evaluation: HoldoutEvaluation,
  deps: ForecastDeps,
  progress: JobProgress,
): Promise<Refit> {
  const possible = !evaluation.choice.log || !series.values.some((value) => value <= 0)
  const choice = possible
    ? evaluation.choice
    : choosePreparation(series, spec.horizon, spec.input.history)
  const plan = planFit(series, choice, spec, series.values.length)
  const batches = batchesIn(plan, spec)
  const epochs = Math.max(1, Math.round(evaluation.bestSteps / batches))
  const whole = { ...spec, epochs, earlyStopping: null }
  const { network } = await trainOnPlan(plan, whole, deps, () =>
    progress.startPhase('refit', epochs, batches),
  )
  try {
    return { choice, forecast: await forecastFromEnd(network, plan, spec) }
  } finally {
    network.dispose()
  }
}
