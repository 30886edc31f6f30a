import type { Frequency } from '../data/calendar'
import { seasonalNaiveForecaster } from '../evaluate/baselines/simple-forecasters'
import type { AugursReader } from '../evaluate/baselines/mstl-ets'
import type { Forecaster } from '../evaluate/forecaster'
import { comparedSeason, methodTitle } from '../evaluate/method-titles'
import { baselineMethods } from '../evaluate/methods'
import type { NetworkFactory } from '../network/network'
import type { Bounds, CellKind } from '../spec/model-spec'
import { boundedForecaster } from './bounded-forecaster'
import { networkForecaster } from './network-forecaster'
import { preparedForecaster } from './prepared-forecaster'
import { recurrentMethods } from './recurrent/methods'
import type { Preset } from './recurrent/presets'
import type { TransformName } from './series-transform'
import { suggestSpec } from './suggest-spec'

/** Every way to forecast, by the name that options and reports use. */
export const methodNames = [
  'naive',
  'seasonalNaive',
  'drift',
  'mean',
  'theta',
  'ets',
  'mstlEts',
  'arima',
  'autoregression',
  'linear',
  'rnn',
  'lstm',
  'gru',
  'recurrent',
  'auto',
] as const
export type MethodName = (typeof methodNames)[number]

/** Methods that train networks. */
export const networkNames: readonly MethodName[] = ['rnn', 'lstm', 'gru', 'recurrent', 'auto']

/** Methods whose work a preset sets. */
export const presetNames: readonly MethodName[] = ['recurrent', 'auto']

/** Methods that forecast once more for nothing once they are fitted, so that each row of a fold costs little. */
export const quickOnceFitted: readonly MethodName[] = [
  'mean',
  'theta',
  'linear',
  'rnn',
  'lstm',
  'gru',
  'recurrent',
]

/** What the methods differ by, as plain data that a thread can be sent. */
export interface MethodChoice {
  readonly season: number
  readonly frequency: Frequency
  /** Work that `recurrent` and `auto` put in. */
  readonly preset: Preset
  /** Steps of the past that one network of `rnn`, `lstm` or `gru` sees; from the data when not given. */
  readonly history?: number
  /** Scale that methods are given the series on; their own choice when not given. */
  readonly transform?: TransformName
  /** What forecasts and bands of every method keep to; none when not given. */
  readonly bounds?: Bounds
}

/** What methods take from their surroundings. */
export interface MethodSources {
  readonly createNetwork: NetworkFactory
  readonly readAugurs: AugursReader
  /** Milliseconds of a clock that does not go back. */
  now(): number
}

/** Every method, for series of this season and frequency. */
export function catalogue(
  { season, frequency, preset, history, transform, bounds = {} }: MethodChoice,
  sources: MethodSources,
): Readonly<Record<MethodName, () => Forecaster>> {
  const plain = baselineMethods(sources.readAugurs)
  const learned = recurrentMethods(sources.createNetwork, preset, sources.readAugurs)
  const compared = comparedSeason(season, frequency)
  const network = (cell: CellKind) => (): Forecaster =>
    networkForecaster(
      (series, { horizon, seed }) => suggestSpec(series, { horizon, cell, seed, history }),
      sources.createNetwork,
      () => sources.now(),
      { refits: true, logs: transform === undefined },
    )
  const within = (create: () => Forecaster) => (): Forecaster => boundedForecaster(create(), bounds)
  const prepared = (create: () => Forecaster) =>
    within(() => preparedForecaster(create(), transform ?? null))
  return {
    // Rules of thumb stay as plain as can be: no transform, and nothing that is known ahead.
    naive: within(plain.naive),
    seasonalNaive: within(() => seasonalNaiveForecaster(compared)),
    drift: within(plain.drift),
    mean: prepared(plain.mean),
    theta: prepared(plain.theta),
    ets: prepared(plain.ets),
    mstlEts: prepared(plain.mstlEts),
    arima: prepared(plain.arima),
    autoregression: prepared(plain.autoregression),
    linear: prepared(plain.linear),
    rnn: prepared(network('rnn')),
    lstm: prepared(network('lstm')),
    gru: prepared(network('gru')),
    recurrent: prepared(learned.recurrent),
    auto: prepared(learned.auto),
  }
}

/** What a reader calls a method inside a sentence; `season` is the one that was found, 1 for none. */
export function titleOf(name: MethodName, season: number, frequency: Frequency): string {
  switch (name) {
    case 'rnn':
      return 'the simple RNN'
    case 'lstm':
      return 'the LSTM'
    case 'gru':
      return 'the GRU'
    case 'recurrent':
      return 'the recurrent ensemble'
    case 'auto':
      return 'the automatic choice'
    default:
      return methodTitle(name, comparedSeason(season, frequency), frequency)
  }
}
