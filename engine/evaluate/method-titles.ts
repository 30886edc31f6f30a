import type { Frequency } from '../data/calendar'
import { usualSeason } from '../prepare/season'
import { baselineTitle } from './verdict'

/** What every other method has to beat: baselines that are worth their time, the simplest first. */
const usualBaselines = [
  'naive',
  'seasonalNaive',
  'drift',
  'mean',
  'theta',
  'ets',
  'mstlEts',
  'linear',
] as const
export type UsualBaseline = (typeof usualBaselines)[number]

/** The baselines that differ from one another at this season, 1 for none. */
export function baselinesFor(season: number, frequency: Frequency): readonly UsualBaseline[] {
  return (
    usualBaselines
      // Without a season these two are the last value and exponential smoothing once more.
      .filter((name) => name !== 'seasonalNaive' || comparedSeason(season, frequency) > 1)
      .filter((name) => name !== 'mstlEts' || season > 1)
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
    case 'seasonalNaive':
    case 'drift':
      return baselineTitle(name, season, frequency)
    case 'mean':
      return 'the mean'
    case 'theta':
      return 'Theta'
    case 'ets':
      return 'exponential smoothing'
    case 'mstlEts':
      return 'MSTL with exponential smoothing'
    case 'linear':
      return 'ridge regression'
  }
}
