/**
 * Solves A X = B by Gaussian elimination with partial pivoting. `rows` is the augmented matrix, `[n, n + k]`
 * with B in the last k columns; it is overwritten. Returns X, `[n, k]`. An unknown that the equations leave
 * open (no pivot above 1e-12) is 0.
 */
export function solveLinearSystem(rows: readonly Float64Array[]): readonly Float64Array[] {
  const order = [...rows]
  const size = order.length
  const width = size === 0 ? 0 : order[0].length
  for (let column = 0; column < size; column++) {
    let best = column
    for (let r = column + 1; r < size; r++) {
      if (Math.abs(order[r][column]) > Math.abs(order[best][column])) best = r
    }
    const pivot = order[best]
    order[best] = order[column]
    order[column] = pivot
    if (Math.abs(pivot[column]) < leastPivot) continue
    for (let r = column + 1; r < size; r++) {
      const factor = order[r][column] / pivot[column]
      if (factor === 0) continue
      for (let c = column; c < width; c++) order[r][c] -= factor * pivot[c]
    }
  }
  const solution = order.map(() => new Float64Array(width - size))
  for (let row = size - 1; row >= 0; row--) {
    const pivot = order[row][row]
    if (Math.abs(pivot) < leastPivot) continue
    for (let k = 0; k < width - size; k++) {
      let value = order[row][size + k]
      for (let c = row + 1; c < size; c++) value -= order[row][c] * solution[c][k]
      solution[row][k] = value / pivot
    }
  }
  return solution
}

const leastPivot = 1e-12
