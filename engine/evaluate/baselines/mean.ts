/** The mean of all values that are not missing, `[horizon]`; NaN when there is none. */
export function mean(train: Float64Array, horizon: number): Float64Array {
  let sum = 0
  let count = 0
  for (const value of train) {
    if (Number.isNaN(value)) continue
    sum += value
    count += 1
  }
  return new Float64Array(horizon).fill(sum / count)
}
