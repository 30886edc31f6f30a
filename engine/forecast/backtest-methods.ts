import { seasonalNaiveForecaster } from '../evaluate/baselines/simple-forecasters'
import type { AugursReader } from '../evaluate/baselines/mstl-ets'
import { methodTitle, usualBaselines } from '../evaluate/method-titles'
import { baselineMethods } from '../evaluate/methods'
import type { Methods } from '../evaluate/methods'
import type { NetworkFactory } from '../network/network'
import { usualSeason } from '../prepare/season'
import { shortName } from '../spec/describe-spec'
import type { BacktestMethod, BacktestPlan } from './backtest-result'
import { networkForecaster } from './network-forecaster'
import { recurrentMethods } from './recurrent/methods'

/** What forecasters take from the thread that they run in. */
export interface ForecasterDeps {
  /** Of the executor that the spec's network was trained with. */
  readonly createNetwork: NetworkFactory
  /** Of the blend's networks. */
  readonly createFused: NetworkFactory
  readonly readAugurs: AugursReader
  /** Milliseconds of a clock that does not go back. */
  now(): number
}

/** Where no season shows, what people compare with is still the same day of last week. */
function comparedSeason({ season, frequency }: Pick<BacktestPlan, 'season' | 'frequency'>): number {
  return season > 1 ? season : usualSeason(frequency)
}

/** The methods of a backtest by name and title, the network first. */
export function listMethods(
  plan: Pick<BacktestPlan, 'season' | 'frequency' | 'spec' | 'settings'>,
): readonly BacktestMethod[] {
  const { spec, settings, frequency } = plan
  const season = comparedSeason(plan)
  const network = { method: 'network', role: 'network', title: 'this network' } as const
  const baselines = usualBaselines
    // Without a season these two are the last value and exponential smoothing once more.
    .filter((name) => name !== 'seasonalNaive' || season > 1)
    .filter((name) => name !== 'mstlEts' || plan.season > 1)
    .map((method) => {
      const title = methodTitle(method, season, frequency)
      return { method, role: 'baseline', title, label: capital(title) } as const
    })
  const auto = { method: 'auto', role: 'auto', title: 'the blend', label: 'Auto' } as const
  return [
    { ...network, label: shortName(spec) },
    ...(settings.preset === null ? [] : [auto]),
    ...baselines,
  ]
}

/** A maker of each method that `listMethods` may name. */
export function createMethods(
  plan: Pick<BacktestPlan, 'season' | 'frequency' | 'spec' | 'settings'>,
  { createNetwork, createFused, readAugurs, now }: ForecasterDeps,
): Methods {
  const { spec, settings } = plan
  const preset = settings.preset ?? 'fast'
  return {
    ...baselineMethods(readAugurs),
    seasonalNaive: () => seasonalNaiveForecaster(comparedSeason(plan)),
    auto: recurrentMethods(createFused, preset, readAugurs).auto,
    network: () => networkForecaster(spec, createNetwork, now),
  }
}

function capital(text: string): string {
  const plain = text.replace(/^the /, '')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}
