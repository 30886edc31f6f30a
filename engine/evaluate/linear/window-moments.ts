/**
 * Σ w wᵀ over all windows w of `width` values, one starting at each step, `[width][width]`. Neighbouring
 * entries of a diagonal differ by one product at each end, so the cost is length × width + width², not
 * length × width².
 * @param values without gaps; at least `width` of them
 */
export function windowMoments(values: Float64Array, width: number): readonly Float64Array[] {
  const windows = values.length - width + 1
  const moments = Array.from({ length: width }, () => new Float64Array(width))
  for (let lag = 0; lag < width; lag++) {
    let sum = 0
    for (let t = 0; t < windows; t++) sum += values[t] * values[t + lag]
    for (let i = 0; i + lag < width; i++) {
      moments[i][i + lag] = sum
      moments[i + lag][i] = sum
      sum += values[windows + i] * values[windows + i + lag] - values[i] * values[i + lag]
    }
  }
  return moments
}

/** Adds `more` to `moments`, in place. */
export function addMoments(moments: readonly Float64Array[], more: readonly Float64Array[]): void {
  moments.forEach((row, i) => {
    for (let j = 0; j < row.length; j++) row[j] += more[i][j]
  })
}

/**
 * The moments of windows from which a weighted mean of themselves, `anchor`·w, was taken away: P M Pᵀ with
 * P = I − 1 anchorᵀ.
 */
export function anchoredMoments(
  moments: readonly Float64Array[],
  anchor: Float64Array,
): readonly Float64Array[] {
  const weighted = moments.map((row) => row.reduce((sum, value, j) => sum + value * anchor[j], 0))
  const square = weighted.reduce((sum, value, i) => sum + value * anchor[i], 0)
  return moments.map((row, i) => row.map((value, j) => value - weighted[i] - weighted[j] + square))
}
