import type { Frequency } from '../../engine/data/calendar'
import { seasonalNaiveForecaster } from '../../engine/evaluate/baselines/simple-forecasters'
import { methodTitle } from '../../engine/evaluate/method-titles'
import type { UsualBaseline } from '../../engine/evaluate/method-titles'
import { baselineMethods } from '../../engine/evaluate/methods'
import type { TitledMethod } from '../../engine/forecast/hindcast-panel'
import { usualSeason } from '../../engine/prepare/season'
import type { CommandIo } from './io'

/** Methods that forecast without a network, by the names that options take. */
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
] as const
export type MethodName = (typeof methodNames)[number]

/** What every other method has to beat. */
export const judges: readonly MethodName[] = ['naive', 'seasonalNaive', 'drift']

/** Every method with its title for series of this season and frequency. */
export function catalogue(
  io: Pick<CommandIo, 'readAugurs'>,
  season: number,
  frequency: Frequency,
): Readonly<Record<MethodName, TitledMethod>> {
  const methods = baselineMethods((module) => io.readAugurs(module))
  // Where no season shows, what people compare with is still the same day of last week.
  const compared = season > 1 ? season : usualSeason(frequency)
  const titled = (name: UsualBaseline): TitledMethod => ({
    title: methodTitle(name, compared, frequency),
    create: methods[name],
  })
  return {
    naive: titled('naive'),
    seasonalNaive: {
      title: methodTitle('seasonalNaive', compared, frequency),
      create: () => seasonalNaiveForecaster(compared),
    },
    drift: titled('drift'),
    mean: titled('mean'),
    theta: titled('theta'),
    ets: titled('ets'),
    mstlEts: titled('mstlEts'),
    arima: { title: 'ARIMA', create: methods.arima },
    linear: titled('linear'),
  }
}
