import type { Frequency } from '../../../engine/data/calendar'
import { clockText, dayText, monthText } from './date-text'
import { roundStep } from './value-range'

export interface Tick {
  readonly step: number
  readonly text: string
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** A way to cut time: its mean length and the first boundary after a moment. */
interface Cut {
  readonly length: number
  readonly next: (civilMs: number) => number
  readonly text: (civilMs: number) => string
}

/** Multiples of a fixed length; weeks start on Monday (4 January 1970 was a Sunday, 5 January a Monday). */
const fixed = (length: number, offset: number, text: Cut['text']): Cut => ({
  length,
  next: (moment) => Math.ceil((moment - offset) / length) * length + offset,
  text,
})
const clockOrDay = (moment: number): string =>
  moment % day === 0 ? dayText(moment) : clockText(moment)

const byMonths = (count: number): Cut => ({
  length: count * 30.44 * day,
  next(moment) {
    const date = new Date(moment)
    const index = date.getUTCFullYear() * 12 + date.getUTCMonth()
    const starts = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) === moment
    const boundary = Math.ceil((starts ? index : index + 1) / count) * count
    return Date.UTC(Math.floor(boundary / 12), boundary % 12, 1)
  },
  text(moment) {
    const date = new Date(moment)
    const month = date.getUTCMonth()
    return count >= 12 || month === 0 ? String(date.getUTCFullYear()) : monthText(month)
  },
})

const cuts: readonly Cut[] = [
  ...[1, 5, 15, 30].map((count) => fixed(count * minute, 0, clockOrDay)),
  ...[1, 3, 6, 12].map((count) => fixed(count * hour, 0, clockOrDay)),
  fixed(day, 0, dayText),
  fixed(2 * day, 0, dayText),
  fixed(7 * day, 4 * day, dayText),
  fixed(14 * day, 4 * day, dayText),
  ...[1, 3, 6, 12, 24, 60, 120, 240, 600, 1200].map(byMonths),
]

/** Steps of a grid and their dates; `times` is ascending. */
export interface TimeGrid {
  readonly frequency: Frequency
  /** `[steps]` civil milliseconds, or index values. */
  readonly times: ArrayLike<number>
}

/** The first step at or after a moment; `times.length` when there is none. */
export function stepAtOrAfter(times: ArrayLike<number>, moment: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (times[middle] < moment) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Ticks on calendar boundaries (years, months, Mondays, hours) between two steps, at most `most` of them:
 * the finest cut that fits. A label names the step's own date, so weekly data on Sundays says Sunday.
 */
export function timeTicks(grid: TimeGrid, from: number, to: number, most: number): readonly Tick[] {
  const first = Math.max(0, Math.ceil(from))
  const last = Math.min(grid.times.length - 1, Math.floor(to))
  if (last < first || most < 1) return []
  if (grid.frequency.kind === 'index') return indexTicks(grid.times, first, last, most)
  const start = grid.times[first]
  const end = grid.times[last]
  const cut = cuts.find((each) => (end - start) / each.length <= most) ?? cuts[cuts.length - 1]
  const ticks: Tick[] = []
  let boundary = cut.next(start)
  while (boundary <= end) {
    const step = stepAtOrAfter(grid.times, boundary)
    const seen = ticks.at(-1)?.step === step
    if (!seen) {
      const named = cut.length < 28 * day ? grid.times[step] : boundary
      ticks.push({ step, text: cut.text(named) })
    }
    boundary = cut.next(boundary + 1)
  }
  return ticks
}

function indexTicks(times: ArrayLike<number>, first: number, last: number, most: number): Tick[] {
  const every = Math.max(1, roundStep((last - first + 1) / most))
  const ticks: Tick[] = []
  for (let step = Math.ceil(first / every) * every; step <= last; step += every) {
    ticks.push({ step, text: String(times[step]) })
  }
  return ticks
}
