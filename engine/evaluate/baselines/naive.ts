/** Repeats the last value that is not missing. `[horizon]`; NaN when there is none. */
export function naive(train: Float64Array, horizon: number): Float64Array {
  const last = train.findLast((value) => !Number.isNaN(value)) ?? Number.NaN
  return new Float64Array(horizon).fill(last)
}
