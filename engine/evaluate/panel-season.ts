import type { Frequency } from '../data/calendar'
import { findSeason, usualSeason } from '../prepare/season'
import type { Panel } from './forecaster'

/**
 * The season of a panel: the frequency's usual one when at least half of the series show it, else 1. Reads
 * all the values given, so pass what is known.
 */
export function panelSeason(panel: Panel, frequency: Frequency): number {
  const usual = usualSeason(frequency)
  const showing = panel.filter(({ values }) => findSeason(values, frequency) > 1).length
  return usual > 1 && 2 * showing >= panel.length ? usual : 1
}
