import { etsForecaster } from './baselines/ets'
import {
  driftForecaster,
  meanForecaster,
  naiveForecaster,
  seasonalNaiveForecaster,
} from './baselines/simple-forecasters'
import { thetaForecaster } from './baselines/theta'
import type { Forecaster } from './forecaster'

/** Methods by name, as options and reports write them. Networks join where they are made. */
export type Methods = Readonly<Record<string, () => Forecaster>>

/** Every baseline. */
export function baselineMethods(): Methods {
  return {
    naive: naiveForecaster,
    seasonalNaive: seasonalNaiveForecaster,
    drift: driftForecaster,
    mean: meanForecaster,
    theta: thetaForecaster,
    ets: etsForecaster,
  }
}
