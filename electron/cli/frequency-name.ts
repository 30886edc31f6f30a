import { describeFrequency } from '../../engine/data/calendar'
import type { Frequency } from '../../engine/data/calendar'

/** For JSON: `daily`, `business-daily`; with a multiple in words, `every 10 minutes`. */
export function frequencyName(frequency: Frequency): string {
  return frequency.multiple === 1 ? frequency.kind : describeFrequency(frequency)
}
