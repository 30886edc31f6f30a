/**
 * Solves (A + λ I) X = B for a symmetric positive semidefinite A, `[n, n]` row-major, and λ above 0, by
 * Cholesky's factorisation. B is `[n, k]`; neither is changed. Returns X, `[n, k]`.
 */
export function solveRidge(
  a: Float64Array,
  b: Float64Array,
  n: number,
  lambda: number,
): Float64Array {
  const factor = factorise(a, n, lambda)
  const k = b.length / n
  const x = Float64Array.from(b)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) subtractRow(x, i, j, factor[i * n + j], k)
    scaleRow(x, i, 1 / factor[i * n + i], k)
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) subtractRow(x, i, j, factor[j * n + i], k)
    scaleRow(x, i, 1 / factor[i * n + i], k)
  }
  return x
}

/** Lower L with L Lᵀ = A + λ I. */
function factorise(a: Float64Array, n: number, lambda: number): Float64Array {
  const l = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j] + (i === j ? lambda : 0)
      for (let p = 0; p < j; p++) sum -= l[i * n + p] * l[j * n + p]
      l[i * n + j] = i === j ? Math.sqrt(Math.max(sum, lambda * 1e-6)) : sum / l[j * n + j]
    }
  }
  return l
}

function subtractRow(x: Float64Array, to: number, from: number, factor: number, k: number): void {
  for (let c = 0; c < k; c++) x[to * k + c] -= factor * x[from * k + c]
}

function scaleRow(x: Float64Array, row: number, factor: number, k: number): void {
  for (let c = 0; c < k; c++) x[row * k + c] *= factor
}
