/**
 * Median of the values in a window around each place, missing ones left out; near the ends the window
 * keeps its width and stands at the end. NaN where the window holds no value.
 * @param width number of places, odd; a longer one than the series means the whole of it.
 */
export function rollingMedian(values: Float64Array, width: number): Float64Array {
  const n = values.length
  const size = Math.min(width, n)
  const medians = new Float64Array(n)
  const sorted = new Float64Array(size)
  let count = 0
  let from = 0
  let to = 0
  for (let i = 0; i < n; i++) {
    const start = Math.min(Math.max(0, i - (size >> 1)), n - size)
    for (; from < start; from++) if (!Number.isNaN(values[from])) remove(values[from])
    for (; to < start + size; to++) if (!Number.isNaN(values[to])) insert(values[to])
    const half = count >> 1
    if (count === 0) medians[i] = Number.NaN
    else medians[i] = count % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }
  return medians

  function insert(value: number): void {
    const at = lowerBound(sorted, count, value)
    sorted.copyWithin(at + 1, at, count)
    sorted[at] = value
    count += 1
  }

  function remove(value: number): void {
    const at = lowerBound(sorted, count, value)
    sorted.copyWithin(at, at + 1, count)
    count -= 1
  }
}

/** Median of the values that are not NaN; NaN when there are none. */
export function median(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value)).sort()
  if (known.length === 0) return Number.NaN
  const half = known.length >> 1
  return known.length % 2 === 1 ? known[half] : (known[half - 1] + known[half]) / 2
}

function lowerBound(sorted: Float64Array, count: number, value: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}
