import { median, rollingMedian } from './rolling-median'
import type { SeasonalParts } from './seasonal-parts'

export interface LevelShift {
  /** First step of the new level. */
  readonly step: number
  readonly before: number
  readonly after: number
}

/** Least steps on either side of a shift. */
const narrowestSide = 12
/** A shift is this many times the usual difference of neighbouring levels, and of the noise. */
const leastRatio = 8
const leastNoise = 4

/**
 * Steps at which the level changes for good: the medians before and after differ far more than they do
 * elsewhere in the series and more than its noise. A series that wanders, such as a price, or that grows
 * steadily has none, because there neighbouring levels always differ.
 * @param parts of the values.
 * @param usual steps of the season that data of the frequency usually has.
 */
export function findLevelShifts(
  values: Float64Array,
  { season, period }: SeasonalParts,
  usual: number,
): readonly LevelShift[] {
  const side = Math.max(narrowestSide, 2 * usual) | 1
  const n = values.length
  if (n < 5 * side) return []
  const level = values.map((value, i) => value - season[i % period])
  const medians = rollingMedian(level, side)
  const half = side >> 1
  const noise = 1.4826 * median(level.map((value, i) => Math.abs(value - medians[i])))
  const apart = new Float64Array(n).fill(Number.NaN)
  for (let i = side; i + side <= n; i++) apart[i] = medians[i + half] - medians[i - half - 1]
  const elsewhere = median(apart.map(Math.abs))
  const least = Math.max(leastRatio * elsewhere, leastNoise * noise)
  const shifts: LevelShift[] = []
  for (let i = side; i + side <= n; i++) {
    if (!(Math.abs(apart[i]) > least) || !isPeak(apart, i, side)) continue
    const step = sharpest(level, i, half)
    const before = medians[Math.max(0, step - half - 1)]
    const after = medians[Math.min(n - 1, step + half)]
    shifts.push({ step, before, after })
    i += side
  }
  return shifts
}

/** Whether no difference within a side's reach is larger; the first of equal ones counts. */
function isPeak(apart: Float64Array, at: number, reach: number): boolean {
  const height = Math.abs(apart[at])
  for (let i = Math.max(0, at - reach); i < Math.min(apart.length, at + reach); i++) {
    if (Math.abs(apart[i]) > height) return false
  }
  return true
}

/** The place near `at` that parts the values around it into the two most different groups (least squares). */
function sharpest(level: Float64Array, at: number, half: number): number {
  const from = at - 2 * half
  const to = Math.min(level.length, at + 2 * half)
  let total = 0
  let count = 0
  for (let i = from; i < to; i++) {
    if (Number.isNaN(level[i])) continue
    total += level[i]
    count += 1
  }
  let best = at
  let bestGain = Number.NEGATIVE_INFINITY
  let left = 0
  let leftCount = 0
  for (let i = from; i < to - 1; i++) {
    if (!Number.isNaN(level[i])) {
      left += level[i]
      leftCount += 1
    }
    if (leftCount === 0 || leftCount === count) continue
    const gain = left ** 2 / leftCount + (total - left) ** 2 / (count - leftCount)
    if (gain > bestGain) {
      bestGain = gain
      best = i + 1
    }
  }
  return best
}
