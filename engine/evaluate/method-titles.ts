import type { Frequency } from '../data/calendar'
import { baselineTitle } from './verdict'

/** Baselines that are worth their time on one series, the simplest first. */
export const usualBaselines = [
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
