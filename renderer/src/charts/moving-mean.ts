/**
 * Mean over a window of `width` steps centred on each step, missing values left out; NaN where the window
 * reaches beyond the series, which would tilt the ends, or where fewer than half of its steps have a value. Running sums would drift over long series, so each block of
 * 4,096 steps starts a fresh sum.
 */
export function movingMean(values: ArrayLike<number>, width: number): Float64Array {
  const before = Math.floor((width - 1) / 2)
  const after = width - 1 - before
  const means = new Float64Array(values.length)
  let sum = 0
  let count = 0
  const change = (step: number, sign: 1 | -1): void => {
    if (step < 0 || step >= values.length || Number.isNaN(values[step])) return
    sum += sign * values[step]
    count += sign
  }
  for (let step = 0; step < values.length; step++) {
    if (step % 4096 === 0) {
      sum = 0
      count = 0
      for (let k = step - before; k <= step + after; k++) change(k, 1)
    } else {
      change(step - before - 1, -1)
      change(step + after, 1)
    }
    const whole = step >= before && step + after < values.length
    means[step] = whole && count * 2 >= width ? sum / count : NaN
  }
  return means
}
