import type { Frequency } from '../../../engine/data/calendar'
import { frequencyText } from './date-text'
import { movingMean } from './moving-mean'
import type { SmoothLine } from './series-option'

const widths: Partial<Readonly<Record<Frequency['kind'], readonly [steps: number, name: string]>>> =
  {
    hourly: [24, '24-hour mean'],
    daily: [28, '28-day mean'],
    'business-daily': [20, '20-day mean'],
    'trading-daily': [20, '20-session mean'],
  }

/** A moving mean for frequent data with at least ten of its widths; null where the line itself is calm enough. */
export function smoothLineOf(values: Float64Array, frequency: Frequency): SmoothLine | null {
  const width = frequency.multiple === 1 ? widths[frequency.kind] : undefined
  if (!width || values.length < 10 * width[0]) return null
  return {
    name: width[1],
    rawName: frequencyText(frequency),
    values: movingMean(values, width[0]),
  }
}
