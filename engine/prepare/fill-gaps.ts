/**
 * A history without gaps, for methods that know none: missing values at the start are cut off, others are
 * the mean of the nearest known values at the same place of the seasons before and after; without such the
 * straight line between their neighbours. Empty when no value is known.
 */
export function fillGaps(values: Float64Array, season: number): Float64Array {
  const start = values.findIndex((value) => !Number.isNaN(value))
  if (start < 0) return new Float64Array(0)
  const filled = values.slice(start)
  if (!filled.some(Number.isNaN)) return filled
  const known = filled.slice()
  for (let i = 0; i < filled.length; i++) {
    if (!Number.isNaN(known[i])) continue
    const seasonal =
      season > 1 ? meanOf(nearest(known, i, -season), nearest(known, i, season)) : NaN
    filled[i] = Number.isNaN(seasonal) ? between(known, i) : seasonal
  }
  return filled
}

function nearest(values: Float64Array, from: number, stride: number): number {
  for (let i = from + stride; i >= 0 && i < values.length; i += stride) {
    if (!Number.isNaN(values[i])) return values[i]
  }
  return Number.NaN
}

function meanOf(before: number, after: number): number {
  if (Number.isNaN(before)) return after
  return Number.isNaN(after) ? before : (before + after) / 2
}

function between(values: Float64Array, at: number): number {
  let left = at - 1
  while (left >= 0 && Number.isNaN(values[left])) left -= 1
  let right = at + 1
  while (right < values.length && Number.isNaN(values[right])) right += 1
  if (right >= values.length) return values[left]
  return values[left] + ((values[right] - values[left]) * (at - left)) / (right - left)
}
