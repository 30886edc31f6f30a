import { timeAt } from '../../../engine/data/calendar'
import type { Series } from '../../../engine/data/series'
import type { TimeGrid } from './time-ticks'

/** The dates of a series' steps and of `extra` steps after its end. */
export function timeGridOf(series: Series, extra = 0): TimeGrid {
  const { calendar, values } = series
  const times = new Float64Array(values.length + extra)
  for (let step = 0; step < times.length; step++) times[step] = timeAt(calendar, step)
  return { frequency: calendar.frequency, times }
}
