import { mase, rmse, smape } from './metrics'

export interface Scores {
  readonly mase: number
  /** Percent, 0 to 200. */
  readonly smape: number
  /** In the target's unit. */
  readonly rmse: number
}

/** All scores of one forecast; `scale` is `maseScale` of the training part. */
export function scoreForecast(actual: Float64Array, forecast: Float64Array, scale: number): Scores {
  return {
    mase: mase(actual, forecast, scale),
    smape: smape(actual, forecast),
    rmse: rmse(actual, forecast),
  }
}
