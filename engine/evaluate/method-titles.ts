import type { Frequency } from '../data/calendar'
import { usualSeason } from '../prepare/season'

/** What every other method has to beat, wherever a verdict is given; the simplest first. */
const usualBaselines = [
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
] as const
export type UsualBaseline = (typeof usualBaselines)[number]

/** From more forecasts on, the search for ARIMA's orders, up to a second each, takes minutes. */
const mostArimaForecasts = 200

/**
 * The baselines that differ from one another at this season, 1 for none, and are worth their time.
 * @param forecasts how many each of them makes: series × folds
 */
export function baselinesFor(
  season: number,
  frequency: Frequency,
  forecasts: number,
): readonly UsualBaseline[] {
  return (
    usualBaselines
      // Without a season these two are the last value and exponential smoothing once more.
      .filter((name) => name !== 'seasonalNaive' || comparedSeason(season, frequency) > 1)
      .filter((name) => name !== 'mstlEts' || season > 1)
      .filter((name) => name !== 'arima' || forecasts <= mostArimaForecasts)
  )
}

/** The season that `seasonalNaive` repeats: where none shows, people still compare with last week's value. */
export function comparedSeason(season: number, frequency: Frequency): number {
  return season > 1 ? season : usualSeason(frequency)
}

/** What a reader calls the baseline inside a sentence; `season` is the one that it repeats. */
export function methodTitle(name: UsualBaseline, season: number, frequency: Frequency): string {
  switch (name) {
    case 'naive':
      return 'the last value'
    case 'seasonalNaive':
      return seasonalTitle(season, frequency)
    case 'drift':
      return 'drift'
    case 'mean':
      return 'the mean'
    case 'theta':
      return 'Theta'
    case 'ets':
      return 'exponential smoothing'
    case 'mstlEts':
      return 'MSTL with exponential smoothing'
    case 'arima':
      return 'ARIMA'
    case 'autoregression':
      return 'the autoregression'
    case 'linear':
      return 'ridge regression'
  }
}

/** A title at the start of a line or label, without its article. */
export function capital(title: string): string {
  const plain = title.replace(/^the /, '')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}

/** A rule that repeats a season, such as `last year's value`. */
function seasonalTitle(season: number, frequency: Frequency): string {
  if (season === 1) return 'the last value'
  const span = seasonTitles.find(
    ([kinds, steps]) => kinds.includes(frequency.kind) && steps === season * frequency.multiple,
  )
  return span === undefined ? `the value ${season} steps earlier` : span[2]
}

const seasonTitles: readonly (readonly [readonly Frequency['kind'][], number, string])[] = [
  [['weekly'], 52, "last year's value"],
  [['monthly'], 12, "last year's value"],
  [['quarterly'], 4, "last year's value"],
  [['daily'], 7, "last week's value"],
  [['business-daily', 'trading-daily'], 5, "last week's value"],
  [['hourly'], 24, "yesterday's value"],
  [['minutely'], 1440, "yesterday's value"],
]
