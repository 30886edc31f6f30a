import type { Frequency } from '../data/calendar'
import { seasonalNaiveForecaster } from '../evaluate/baselines/simple-forecasters'
import type { AugursReader } from '../evaluate/baselines/mstl-ets'
import type { Forecaster } from '../evaluate/forecaster'
import { methodTitle } from '../evaluate/method-titles'
import type { UsualBaseline } from '../evaluate/method-titles'
import { baselineMethods } from '../evaluate/methods'
import type { NetworkFactory } from '../network/network'
import { usualSeason } from '../prepare/season'
import type { CellKind } from '../spec/model-spec'
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
  'linear',
  'rnn',
  'lstm',
  'gru',
  'recurrent',
  'auto',
] as const
export type MethodName = (typeof methodNames)[number]

/** What every other method has to beat. */
export const judges: readonly MethodName[] = ['naive', 'seasonalNaive', 'drift']

/** Methods that train networks. */
export const networkNames: readonly MethodName[] = ['rnn', 'lstm', 'gru', 'recurrent', 'auto']

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

/** A method as the reader knows it. */
export interface TitledMethod {
  readonly title: string
  create(): Forecaster
}

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
}

/** What methods take from their surroundings. */
export interface MethodSources {
  readonly createNetwork: NetworkFactory
  readonly readAugurs: AugursReader
  /** Milliseconds of a clock that does not go back. */
  now(): number
}

/** Every method with its title for series of this season and frequency. */
export function catalogue(
  { season, frequency, preset, history, transform }: MethodChoice,
  sources: MethodSources,
): Readonly<Record<MethodName, TitledMethod>> {
  const plain = baselineMethods(sources.readAugurs)
  const learned = recurrentMethods(sources.createNetwork, preset, sources.readAugurs)
  // Where no season shows, what people compare with is still the same day of last week.
  const compared = season > 1 ? season : usualSeason(frequency)
  const network = (cell: CellKind) => (): Forecaster =>
    networkForecaster(
      (series, { horizon, seed }) => suggestSpec(series, { horizon, cell, seed, history }),
      sources.createNetwork,
      () => sources.now(),
      { refits: true, logs: transform === undefined },
    )
  const titleOf = (name: UsualBaseline): string => methodTitle(name, compared, frequency)
  // What judges is as plain as can be: no transform, and nothing that is known ahead.
  const judge = (name: UsualBaseline, create: () => Forecaster): TitledMethod => ({
    title: titleOf(name),
    create,
  })
  const prepared = (title: string, create: () => Forecaster): TitledMethod => ({
    title,
    create: () => preparedForecaster(create(), transform ?? null),
  })
  return {
    naive: judge('naive', plain.naive),
    seasonalNaive: judge('seasonalNaive', () => seasonalNaiveForecaster(compared)),
    drift: judge('drift', plain.drift),
    mean: prepared(titleOf('mean'), plain.mean),
    theta: prepared(titleOf('theta'), plain.theta),
    ets: prepared(titleOf('ets'), plain.ets),
    mstlEts: prepared(titleOf('mstlEts'), plain.mstlEts),
    arima: prepared('ARIMA', plain.arima),
    linear: prepared(titleOf('linear'), plain.linear),
    rnn: prepared('the simple RNN', network('rnn')),
    lstm: prepared('the LSTM', network('lstm')),
    gru: prepared('the GRU', network('gru')),
    recurrent: prepared('the recurrent ensemble', learned.recurrent),
    auto: prepared('the automatic choice', learned.auto),
  }
}
