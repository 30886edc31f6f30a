import { arimaForecaster } from '../../evaluate/baselines/arima'
import { autoregressionForecaster } from '../../evaluate/baselines/autoregression'
import { etsForecaster } from '../../evaluate/baselines/ets'
import { mstlEtsForecaster, type AugursReader } from '../../evaluate/baselines/mstl-ets'
import {
  naiveForecaster,
  seasonalNaiveForecaster,
} from '../../evaluate/baselines/simple-forecasters'
import { linearForecaster } from '../../evaluate/baselines/linear'
import { thetaForecaster } from '../../evaluate/baselines/theta'
import type { Methods } from '../../evaluate/methods'
import type { NetworkFactory } from '../../network/network'
import { efforts, type Preset } from './presets'
import { recurrentForecaster } from './recurrent-forecaster'
import type { CellKind } from './segment-spec'

/** `recurrent`: networks (and for few series ridge regressions) alone. `auto`: whatever the part set aside is for. */
export function recurrentMethods(
  createNetwork: NetworkFactory,
  preset: Preset,
  readAugurs: AugursReader,
  cell: CellKind = 'gru',
): Methods {
  const network = { createNetwork, efforts: efforts[preset], cell }
  return {
    recurrent: () => recurrentForecaster('recurrent', { ...network, partners: [] }),
    auto: () =>
      recurrentForecaster('auto', {
        ...network,
        partners: [
          etsForecaster(),
          arimaForecaster(),
          autoregressionForecaster(),
          thetaForecaster(),
          mstlEtsForecaster(readAugurs, etsForecaster()),
          seasonalNaiveForecaster(),
          naiveForecaster(),
          linearForecaster(),
        ],
      }),
  }
}
