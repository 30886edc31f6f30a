import { median } from '../health/rolling-median'
import { seasonalParts } from '../health/seasonal-parts'

/** Which steps a fill may change. */
export type Chosen = (step: number) => boolean

/**
 * Missing values on the line between the values around them; stretches longer than `most` and those at
 * the ends, which have one neighbour, stay missing.
 */
export function interpolate(values: Float64Array, chosen: Chosen, most: number): Float64Array {
  const filled = values.slice()
  for (const { from, to } of missingRuns(values)) {
    if (from === 0 || to === values.length || to - from > most) continue
    const before = values[from - 1]
    const slope = (values[to] - before) / (to - from + 1)
    for (let step = from; step < to; step++) {
      if (chosen(step)) filled[step] = before + slope * (step - from + 1)
    }
  }
  return filled
}

/** Missing values as the last value before them, for at most `most` steps of each stretch. */
export function forwardFill(values: Float64Array, chosen: Chosen, most: number): Float64Array {
  const filled = values.slice()
  for (const { from, to } of missingRuns(values)) {
    if (from === 0) continue
    for (let step = from; step < Math.min(to, from + most); step++) {
      if (chosen(step)) filled[step] = values[from - 1]
    }
  }
  return filled
}

/**
 * Missing values as the line between the trends around them plus the season's median at their place; a
 * place of the season that has no value anywhere stays missing.
 */
export function seasonalFill(values: Float64Array, chosen: Chosen, period: number): Float64Array {
  const { trend } = seasonalParts(values, period)
  const rest = values.map((value, step) => value - trend[step])
  const season = Float64Array.from({ length: period }, (_, place) =>
    median(rest.filter((_value, step) => step % period === place)),
  )
  const level = values.map((value, step) => (Number.isNaN(value) ? Number.NaN : trend[step]))
  const carried = extended(interpolate(level, () => true, Infinity))
  return values.map((value, step) =>
    Number.isNaN(value) && chosen(step) ? carried[step] + season[step % period] : value,
  )
}

/** Values below and above the quantiles of the known ones become the quantile. */
export function winsorise(
  values: Float64Array,
  chosen: Chosen,
  lower: number,
  upper: number,
): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value)).sort()
  if (known.length === 0) return values.slice()
  const least = quantile(known, lower)
  const largest = quantile(known, upper)
  return values.map((value, step) =>
    Number.isNaN(value) || !chosen(step) ? value : Math.min(largest, Math.max(least, value)),
  )
}

interface Run {
  readonly from: number
  /** Behind the last missing step. */
  readonly to: number
}

function missingRuns(values: Float64Array): readonly Run[] {
  const runs: Run[] = []
  for (let step = 0; step < values.length; step++) {
    if (!Number.isNaN(values[step])) continue
    const from = step
    while (step < values.length && Number.isNaN(values[step])) step += 1
    runs.push({ from, to: step })
  }
  return runs
}

/** The first and last known value carried to the ends. */
function extended(values: Float64Array): Float64Array {
  const first = values.findIndex((value) => !Number.isNaN(value))
  if (first < 0) return values
  const last = values.findLastIndex((value) => !Number.isNaN(value))
  return values.map((_, step) => values[Math.max(first, Math.min(last, step))])
}

/** Linear between order statistics (Hyndman & Fan 1996, type 7); `sorted` ascending, not empty. */
function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share
  const low = Math.floor(at)
  const high = Math.min(sorted.length - 1, low + 1)
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low)
}
