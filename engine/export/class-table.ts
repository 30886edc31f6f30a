import { formatTime } from '../data/calendar'
import type { ClassResult } from '../forecast/class-forecast'
import { quotedCell } from './quoted-cell'

export type ClassRows = Pick<ClassResult, 'classes' | 'forecast' | 'frequency'>

/** Six digits of a probability are more than any network knows. */
const decimals = 6

/**
 * A forecast of classes as CSV: `date,class` with the likeliest class, then the probability of each class in a
 * column of its name; ISO 8601 dates (an index as its number), lines ended by a line feed.
 */
export function classTable({ classes, forecast, frequency }: ClassRows): string {
  const header = ['date', 'class', ...classes.map(quotedCell)]
  const lines = forecast.map(({ time, predicted, probabilities }) => [
    formatTime(time, frequency),
    quotedCell(classes[predicted]),
    ...probabilities.map((share) => String(Number(share.toFixed(decimals)))),
  ])
  return [header, ...lines].map((cells) => `${cells.join(',')}\n`).join('')
}
