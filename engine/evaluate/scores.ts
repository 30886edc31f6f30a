import { drift } from './baselines/drift'
import { naive } from './baselines/naive'
import { seasonalNaive } from './baselines/seasonal-naive'
import { mase, rmse, smape } from './metrics'

export interface Scores {
  readonly mase: number
  /** Percent, 0 to 200. */
  readonly smape: number
  /** In the target's unit. */
  readonly rmse: number
}

export type BaselineName = 'naive' | 'seasonalNaive' | 'drift'

export const baselineNames: readonly BaselineName[] = ['naive', 'seasonalNaive', 'drift']

/** All scores of one forecast; `scale` is `maseScale` of the training part. */
export function scoreForecast(actual: Float64Array, forecast: Float64Array, scale: number): Scores {
  return {
    mase: mase(actual, forecast, scale),
    smape: smape(actual, forecast),
    rmse: rmse(actual, forecast),
  }
}

/** Each baseline's forecast of the `horizon` steps after the training part, `[horizon]`. */
export function forecastBaselines(
  train: Float64Array,
  horizon: number,
  season: number,
): Readonly<Record<BaselineName, Float64Array>> {
  return {
    naive: naive(train, horizon),
    seasonalNaive: seasonalNaive(train, horizon, season),
    drift: drift(train, horizon),
  }
}
