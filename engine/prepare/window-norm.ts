/**
 * How one window of a series is brought to a size that windows of all series share. Each is a level and a
 * scale that the window itself gives, so nothing has to be remembered between windows:
 *
 * - `ratio`: level = mean of the last season, scale = max(|level|, 5 % of the series' mean size);
 * - `log`: on ln max(y, half the smallest positive value), level = mean of the last season, scale 1;
 * - `std`: level = mean, scale = max(deviation, 20 % of the series' deviation);
 * - `lastValue`: level = last value, scale = the series' deviation;
 * - `revin`: level = mean, scale = √(variance + 10⁻⁵ of the series' variance) (Kim et al. 2022).
 */
export type WindowNorm = 'ratio' | 'log' | 'std' | 'lastValue' | 'revin'

/** What the norms need to know of the series, from its training part. */
export interface SeriesSize {
  /** Steps in a season, at least 1. */
  readonly season: number
  readonly meanSize: number
  /** Above 0. */
  readonly deviation: number
  /** Half the smallest positive value; null when there is none, and then `log` is not for this series. */
  readonly floor: number | null
}

/** Of one window. */
export interface WindowScale {
  readonly norm: WindowNorm
  readonly level: number
  /** Above 0. */
  readonly scale: number
  readonly floor: number
}

/** Inputs are cut here: a window that jumps this far says no more than that. */
const largestInput = 30

/** Learned from the values given, so pass the training part. Missing values are skipped. */
export function seriesSize(values: Float64Array, season: number): SeriesSize {
  const known = values.filter((value) => !Number.isNaN(value))
  const { mean, deviation } = moments(known)
  const size = known.reduce((sum, value) => sum + Math.abs(value), 0) / known.length
  const least = known.reduce((low, value) => (value > 0 ? Math.min(low, value) : low), Infinity)
  return {
    season: Math.max(1, season),
    meanSize: size > 0 ? size : 1,
    deviation: deviation > 0 ? deviation : Math.abs(mean) || 1,
    floor: least < Infinity ? least / 2 : null,
  }
}

/** Level and scale of a window. A window without any value has level 0 and the series' scale. */
export function fitWindow(window: Float64Array, norm: WindowNorm, size: SeriesSize): WindowScale {
  const floor = size.floor ?? 0
  const known = window.filter((value) => !Number.isNaN(value))
  const latest = lastKnown(window, size.season)
  const { mean, deviation } = moments(known)
  const made = (level: number, scale: number): WindowScale => ({ norm, level, scale, floor })
  if (known.length === 0) return made(0, norm === 'log' ? 1 : size.deviation)
  switch (norm) {
    case 'ratio': {
      const level = moments(latest).mean
      return made(level, Math.max(Math.abs(level), 0.05 * size.meanSize))
    }
    case 'log':
      return made(moments(latest.map((value) => Math.log(Math.max(value, floor)))).mean, 1)
    case 'std':
      return made(mean, Math.max(deviation, 0.2 * size.deviation))
    case 'lastValue':
      return made(known[known.length - 1], size.deviation)
    case 'revin':
      return made(mean, Math.sqrt(deviation ** 2 + 1e-5 * size.deviation ** 2))
  }
}

/** Values on the window's scale, cut at ±30; NaN stays NaN. */
export function applyWindow(values: Float64Array, scale: WindowScale): Float64Array {
  return values.map((value) => {
    const plain = scale.norm === 'log' ? Math.log(Math.max(value, scale.floor)) : value
    const scaled = (plain - scale.level) / scale.scale
    return Math.max(-largestInput, Math.min(largestInput, scaled))
  })
}

/** The inverse of `applyWindow` but for what it cut. */
export function invertWindow(
  scaled: Float64Array,
  { norm, level, scale }: WindowScale,
): Float64Array {
  return scaled.map((value) => {
    const plain = level + scale * value
    return norm === 'log' ? Math.exp(plain) : plain
  })
}

/** The known values among the last `count` steps that have one at all, oldest first. */
function lastKnown(window: Float64Array, count: number): Float64Array {
  const recent = window.subarray(Math.max(0, window.length - count))
  const known = recent.filter((value) => !Number.isNaN(value))
  if (known.length > 0) return known
  const last = window.findLast((value) => !Number.isNaN(value))
  return last === undefined ? known : Float64Array.of(last)
}

function moments(values: Float64Array): { readonly mean: number; readonly deviation: number } {
  if (values.length === 0) return { mean: 0, deviation: 0 }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, deviation: Math.sqrt(squares / values.length) }
}
