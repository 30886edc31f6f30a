import type { Series } from '../data/series'
import type { Network } from '../network/network'
import { choosePreparation } from '../prepare/choose-preparation'
import type { Preparation } from '../prepare/choose-preparation'
import type { ModelSpec } from '../spec/model-spec'
import { batchesIn, forecastFromEnd, planFit, trainOnPlan } from './fit-plan'
import type { FitPlan } from './fit-plan'
import type { TrainingDeps } from './forecast-deps'
import type { JobProgress } from './job-progress'

/** What a refit takes over from the training that was stopped by validation. */
export interface Evaluated {
  readonly choice: Preparation
  /** Training steps up to the best epoch's end. */
  readonly bestSteps: number
}

export interface Refit {
  readonly choice: Preparation
  /** Of the steps after the series' end, on the stabilised scale, `[horizon]`. */
  readonly forecast: Float64Array
}

/** `refitNetwork`, and what its network forecasts from the series' end. */
export async function refit(
  series: Series,
  spec: ModelSpec,
  evaluated: Evaluated,
  deps: TrainingDeps,
  progress: JobProgress,
): Promise<Refit> {
  const { choice, plan, network } = await refitNetwork(series, spec, evaluated, deps, progress)
  try {
    return { choice, forecast: await forecastFromEnd(network, plan, spec) }
  } finally {
    network.dispose()
  }
}

/**
 * Trains a fresh network on the whole series, with the preparation that was evaluated and for as many steps
 * as were best there, in whole epochs. Only where the values since rule out the logarithm is the preparation
 * chosen anew. Dispose the network.
 */
export async function refitNetwork(
  series: Series,
  spec: ModelSpec,
  { choice: evaluated, bestSteps }: Evaluated,
  deps: TrainingDeps,
  progress: JobProgress,
): Promise<{
  readonly choice: Preparation
  readonly plan: FitPlan
  readonly network: Network
}> {
  const possible = !evaluated.log || !series.values.some((value) => value <= 0)
  const choice = possible ? evaluated : choosePreparation(series, spec.horizon, spec.input.history)
  const plan = planFit(series, choice, spec, series.values.length)
  const batches = batchesIn(plan, spec)
  const epochs = Math.max(1, Math.round(bestSteps / batches))
  const whole = { ...spec, epochs, earlyStopping: null }
  const { network } = await trainOnPlan(plan, whole, deps, () =>
    progress.startPhase('refit', epochs, batches),
  )
  return { choice, plan, network }
}
