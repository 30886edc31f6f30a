import { arimaForecaster } from './baselines/arima'
import { autoregressionForecaster } from './baselines/autoregression'
import { etsForecaster } from './baselines/ets'
import { linearForecaster } from './baselines/linear'
import { mstlEtsForecaster } from './baselines/mstl-ets'
import type { AugursReader } from './baselines/mstl-ets'
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

/** Every baseline; `readAugurs` finds the binaries that one of them needs. */
export function baselineMethods(readAugurs: AugursReader): Methods {
  return {
    naive: naiveForecaster,
    seasonalNaive: () => seasonalNaiveForecaster(),
    drift: driftForecaster,
    mean: meanForecaster,
    theta: thetaForecaster,
    ets: etsForecaster,
    mstlEts: () => mstlEtsForecaster(readAugurs, etsForecaster()),
    arima: arimaForecaster,
    autoregression: autoregressionForecaster,
    linear: linearForecaster,
  }
}
