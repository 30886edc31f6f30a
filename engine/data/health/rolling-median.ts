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
    if (from < start && to < n && to === from + size) {
      replace(values[from++], values[to++])
    }
    for (; to < start + size; to++) replace(Number.NaN, values[to])
    const half = count >> 1
    if (count === 0) medians[i] = Number.NaN
    else medians[i] = count % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }
  return medians

  /** One value for another, moving only those between their places; NaN stands for none. */
  function replace(old: number, value: number): void {
    const out = Number.isNaN(old) ? count : lowerBound(sorted, count, old)
    const into = Number.isNaN(value) ? count : lowerBound(sorted, count, value)
    if (out === count && Number.isNaN(value)) return
    if (Number.isNaN(value)) {
      sorted.copyWithin(out, out + 1, count)
      count -= 1
    } else if (into > out) {
      sorted.copyWithin(out, out + 1, into)
      sorted[into - 1] = value
    } else {
      sorted.copyWithin(into + 1, into, out)
      sorted[into] = value
      if (Number.isNaN(old)) count += 1
    }
  }
}

/** Median of the values that are not NaN; NaN when there are none. */
export function median(values: Float64Array): number {
  const known = knownOf(values)
  if (known.length === 0) return Number.NaN
  const half = known.length >> 1
  const upper = selected(known, half)
  if (known.length % 2 === 1) return upper
  let lower = known[0]
  for (let i = 1; i < half; i++) if (known[i] > lower) lower = known[i]
  return (lower + upper) / 2
}

function knownOf(values: Float64Array): Float64Array {
  const known = new Float64Array(values.length)
  let count = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (!Number.isNaN(value)) known[count++] = value
  }
  return known.subarray(0, count)
}

/** The value that sorting would bring to a place, smaller ones before it (quickselect, Hoare 1961). */
function selected(values: Float64Array, place: number): number {
  let left = 0
  let right = values.length - 1
  while (left < right) {
    const pivot = middleOf(values[left], values[(left + right) >> 1], values[right])
    let i = left
    let j = right
    while (i <= j) {
      while (values[i] < pivot) i += 1
      while (values[j] > pivot) j -= 1
      if (i > j) break
      const value = values[i]
      values[i++] = values[j]
      values[j--] = value
    }
    if (place <= j) right = j
    else if (place >= i) left = i
    else break
  }
  return values[place]
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
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
