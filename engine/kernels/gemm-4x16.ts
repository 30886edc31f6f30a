import { bytes, fma, splat } from './vector'

/**
 * The tile of `gemm` for n a multiple of 16: two panels at once. V8 joins neighbouring pairs of its sixteen
 * sums into eight 256-bit registers; without that it spills and is slower than `gemm4x8`.
 */
export function gemm4x16(
  a: usize, lda: i32, b: usize, panel: i32, c: usize, ldc: i32, s: usize, lds: i32, m: i32, n: i32, k: i32,
): void {
  const rowA = bytes(lda), rowC = bytes(ldc), rowS = bytes(lds)
  const depth = (<usize>k) << 5
  const apart = bytes(panel)
  for (let j = 0; j < n; j += 16) {
    let a0 = a
    let p = c + bytes(j)
    let q = s + bytes(j)
    for (let i = 0; i < m; i += 4) {
      let a1 = a0 + rowA, a2 = a1 + rowA, a3 = a2 + rowA
      const next = a3 + rowA
      let c00 = v128.load(q), c01 = v128.load(q, 16), c02 = v128.load(q, 32), c03 = v128.load(q, 48)
      q += rowS
      let c10 = v128.load(q), c11 = v128.load(q, 16), c12 = v128.load(q, 32), c13 = v128.load(q, 48)
      q += rowS
      let c20 = v128.load(q), c21 = v128.load(q, 16), c22 = v128.load(q, 32), c23 = v128.load(q, 48)
      q += rowS
      let c30 = v128.load(q), c31 = v128.load(q, 16), c32 = v128.load(q, 32), c33 = v128.load(q, 48)
      q += rowS
      let w = b, v = b + apart
      const end = b + depth
      while (w < end) {
        const b0 = v128.load(w), b1 = v128.load(w, 16), b2 = v128.load(v), b3 = v128.load(v, 16)
        let x = splat(a0)
        c00 = fma(x, b0, c00); c01 = fma(x, b1, c01); c02 = fma(x, b2, c02); c03 = fma(x, b3, c03)
        x = splat(a1)
        c10 = fma(x, b0, c10); c11 = fma(x, b1, c11); c12 = fma(x, b2, c12); c13 = fma(x, b3, c13)
        x = splat(a2)
        c20 = fma(x, b0, c20); c21 = fma(x, b1, c21); c22 = fma(x, b2, c22); c23 = fma(x, b3, c23)
        x = splat(a3)
        c30 = fma(x, b0, c30); c31 = fma(x, b1, c31); c32 = fma(x, b2, c32); c33 = fma(x, b3, c33)
        a0 += 4; a1 += 4; a2 += 4; a3 += 4
        w += 32; v += 32
      }
      v128.store(p, c00); v128.store(p, c01, 16); v128.store(p, c02, 32); v128.store(p, c03, 48)
      p += rowC
      v128.store(p, c10); v128.store(p, c11, 16); v128.store(p, c12, 32); v128.store(p, c13, 48)
      p += rowC
      v128.store(p, c20); v128.store(p, c21, 16); v128.store(p, c22, 32); v128.store(p, c23, 48)
      p += rowC
      v128.store(p, c30); v128.store(p, c31, 16); v128.store(p, c32, 32); v128.store(p, c33, 48)
      p += rowC
      a0 = next
    }
    b += apart << 1
  }
}
