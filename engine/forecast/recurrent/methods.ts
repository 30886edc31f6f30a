import { etsForecaster } from '../../evaluate/baselines/ets'
import { mstlEtsForecaster, type AugursReader } from '../../evaluate/baselines/mstl-ets'
import {
  naiveForecaster,
  seasonalNaiveForecaster,
} from '../../evaluate/baselines/simple-forecasters'
import type { Methods } from '../../evaluate/methods'
import type { NetworkFactory } from '../../network/network'
import type { Preset } from './presets'
import { recurrentForecaster } from './recurrent-forecaster'

/** `recurrent`: networks (and for few series ridge regressions) alone. `auto`: whatever the part set aside is for. */
export function recurrentMethods(
  createNetwork: NetworkFactory,
  preset: Preset,
  readAugurs: AugursReader,
): Methods {
  const network = { createNetwork, preset }
  return {
    recurrent: () => recurrentForecaster('recurrent', { ...network, partners: [] }),
    auto: () =>
      recurrentForecaster('auto', {
        ...network,
        partners: [
          etsForecaster(),
          mstlEtsForecaster(readAugurs, etsForecaster()),
          seasonalNaiveForecaster(),
          naiveForecaster(),
        ],
      }),
  }
}
