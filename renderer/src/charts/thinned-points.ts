/**
 * Points [step, value] of the steps `from` to `to`, at most about `most` of them: where there are more,
 * the least and the greatest value of each of `most / 2` equal stretches, so that a line through them
 * covers the same pixels and no extreme is lost. A missing value is a NaN point, which breaks the line.
 */
export function thinnedPoints(
  values: Float64Array,
  from: number,
  to: number,
  most: number,
): [number, number][] {
  const count = to - from + 1
  const points: [number, number][] = []
  if (count <= Math.max(2, most)) {
    for (let step = from; step <= to; step++) points.push([step, values[step]])
    return points
  }
  const stretches = Math.max(1, Math.floor(most / 2))
  for (let i = 0; i < stretches; i++) {
    const first = from + Math.floor((i * count) / stretches)
    const end = from + Math.floor(((i + 1) * count) / stretches)
    addStretch(values, first, end, points)
  }
  return points
}

function addStretch(
  values: Float64Array,
  first: number,
  end: number,
  points: [number, number][],
): void {
  let low = -1
  let high = -1
  let gap = -1
  for (let step = first; step < end; step++) {
    const value = values[step]
    if (Number.isNaN(value)) {
      gap = step
      continue
    }
    if (low < 0 || value < values[low]) low = step
    if (high < 0 || value > values[high]) high = step
  }
  const kept = [low, high, gap].filter((step) => step >= 0).sort((a, b) => a - b)
  kept.forEach((step, i) => {
    if (step !== kept[i - 1]) points.push([step, values[step]])
  })
}
