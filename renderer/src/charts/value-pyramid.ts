/**
 * Where the extremes of a series lie, by runs of growing length, so that those of any stretch are found
 * without reading all of its values: a chart of a million points touches some dozen a pixel.
 */
export interface ValuePyramid {
  /** `[steps]`, NaN where missing. */
  readonly values: Float64Array
  /** From the shortest runs to the longest. */
  readonly levels: readonly Level[]
}

/** Of each run of `size` steps the step of the first least, first greatest and last missing value, or -1. */
interface Level {
  readonly size: number
  readonly low: Int32Array
  readonly high: Int32Array
  readonly gap: Int32Array
}

/** Steps of the first least, the first greatest and the last missing value of a stretch; -1 without one. */
export interface Extremes {
  readonly low: number
  readonly high: number
  readonly gap: number
}

const shortest = 32
const growth = 8

/** Reads every value once; takes about half a byte a value. */
export function pyramidOf(values: Float64Array): ValuePyramid {
  const levels: Level[] = []
  for (let size = shortest; size <= values.length; size *= growth) {
    const runs = Math.floor(values.length / size)
    const level = {
      size,
      low: new Int32Array(runs),
      high: new Int32Array(runs),
      gap: new Int32Array(runs),
    }
    for (let run = 0; run < runs; run++) {
      const { low, high, gap } = extremesOf({ values, levels }, run * size, (run + 1) * size)
      level.low[run] = low
      level.high[run] = high
      level.gap[run] = gap
    }
    levels.push(level)
  }
  return { values, levels }
}

/** The extremes of the steps from `first` to before `end`: the longest runs that fit, single values beside. */
export function extremesOf({ values, levels }: ValuePyramid, first: number, end: number): Extremes {
  let low = -1
  let high = -1
  let gap = -1
  let step = first
  while (step < end) {
    let at = levels.length - 1
    while (at >= 0 && (step % levels[at].size !== 0 || step + levels[at].size > end)) at -= 1
    if (at < 0) {
      if (Number.isNaN(values[step])) gap = step
      else {
        if (low < 0 || values[step] < values[low]) low = step
        if (high < 0 || values[step] > values[high]) high = step
      }
      step += 1
      continue
    }
    const level = levels[at]
    const run = step / level.size
    const least = level.low[run]
    const greatest = level.high[run]
    if (least >= 0 && (low < 0 || values[least] < values[low])) low = least
    if (greatest >= 0 && (high < 0 || values[greatest] > values[high])) high = greatest
    gap = Math.max(gap, level.gap[run])
    step += level.size
  }
  return { low, high, gap }
}

/** The least and the greatest value of the steps `from` to `to`; none where all are missing. */
export function boundsWithin(pyramid: ValuePyramid, from: number, to: number): readonly number[] {
  const { low, high } = extremesOf(pyramid, Math.max(0, from), to + 1)
  return low < 0 ? [] : [pyramid.values[low], pyramid.values[high]]
}
