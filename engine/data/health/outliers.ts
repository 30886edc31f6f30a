import { median, rollingMedian } from './rolling-median'
import type { SeasonalParts } from './seasonal-parts'

export interface Outlier {
  readonly step: number
  readonly value: number
  /** What trend and season lead one to expect. */
  readonly expected: number
  /** Distance from it in standard deviations of the residuals around, robustly estimated; signed. */
  readonly score: number
}

/** Standard deviation of normal values with a median absolute deviation of 1. */
const normalScale = 1.4826
/** Places of the residuals around one that say how much they scatter there. */
const scaleWidth = 101
/** Least local scatter, of the whole series': a calm stretch makes no outlier of a small step. */
const leastLocalScale = 0.5
/** Least step away from the values around, in standard deviations of the series' steps. */
const leastJump = 4
/** Values that a series needs; fewer say nothing about their scatter. */
const leastKnown = 12

/**
 * Values far from trend and season, measured by the median absolute deviation (Hampel 1974) of the
 * residuals around them, at both ends too. They must also stand apart from the values beside them, which
 * tells them from a series that wanders off, such as a price. None in a series that is mostly one value,
 * such as demand that is mostly zero: there every sale would be one.
 * @param parts of the values.
 * @param threshold least distance in standard deviations; 6 leaves heavy tails of prices alone.
 */
export function findOutliers(
  values: Float64Array,
  { residual, season, period }: SeasonalParts,
  threshold: number,
): readonly Outlier[] {
  if (values.reduce((count, v) => count + (Number.isNaN(v) ? 0 : 1), 0) < leastKnown) return []
  const magnitude = residual.map(Math.abs)
  const overall = normalScale * median(magnitude)
  if (!(overall > 0)) return []
  const local = rollingMedian(magnitude, scaleWidth)
  const scores = residual.map(
    (rest, i) => rest / Math.max(normalScale * local[i], leastLocalScale * overall),
  )
  const level = values.map((value, i) => value - season[i % period])
  const jumps = normalScale * median(level.map((value, i) => Math.abs(value - level[i - 1])))
  const outliers: Outlier[] = []
  for (const { from, to } of runsBeyond(scores, threshold)) {
    const usual = jumps * Math.sqrt(to - from)
    for (let step = from; step < to; step++) {
      const score = scores[step]
      if (Number.isNaN(score)) continue
      if (!(Math.abs(level[step] - levelAround(level, from, to)) >= leastJump * usual)) continue
      outliers.push({ step, value: values[step], expected: values[step] - residual[step], score })
    }
  }
  return outliers
}

interface Run {
  readonly from: number
  readonly to: number
}

/** Stretches of scores beyond the threshold, missing ones in between counted. */
function runsBeyond(scores: Float64Array, threshold: number): readonly Run[] {
  const runs: Run[] = []
  for (let i = 0; i < scores.length; i++) {
    if (!(Math.abs(scores[i]) >= threshold)) continue
    const from = i
    let to = i + 1
    for (; i + 1 < scores.length && !(Math.abs(scores[i + 1]) < threshold); i++) {
      if (!Number.isNaN(scores[i + 1])) to = i + 2
    }
    runs.push({ from, to })
  }
  return runs
}

/** Mean of the nearest known values before and after a run; one of them at an end of the series. */
function levelAround(level: Float64Array, from: number, to: number): number {
  let before = from - 1
  while (before >= 0 && Number.isNaN(level[before])) before -= 1
  let after = to
  while (after < level.length && Number.isNaN(level[after])) after += 1
  if (before < 0) return level[after] ?? Number.NaN
  if (after >= level.length) return level[before]
  return (level[before] + level[after]) / 2
}
