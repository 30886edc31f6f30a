/**
 * At most `most` values in the shape of a series: the means of equal stretches, missing values left out, a
 * stretch of nothing else with them.
 */
export function sparkline(values: Float64Array, most: number): number[] {
  const count = Math.min(most, values.length)
  const points: number[] = []
  for (let i = 0; i < count; i++) {
    const start = Math.floor((i * values.length) / count)
    const end = Math.floor(((i + 1) * values.length) / count)
    const present = values.subarray(start, end).filter((value) => Number.isFinite(value))
    if (present.length === 0) continue
    points.push(present.reduce((sum, value) => sum + value, 0) / present.length)
  }
  return points
}
