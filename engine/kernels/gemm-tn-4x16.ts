import { bytes, fma, splat } from './vector'

/** Rows taken at a time, as in `gemmTn4x8`. */
const block = 48

/** The tile of `gemmTn` for n a multiple of 16, for V8 to join as in `gemm4x16`. */
export function gemmTn4x16(
  a: usize, lda: i32, g: usize, ldg: i32, c: usize, ldc: i32, k: i32, n: i32, m: i32,
): void {
  const rowA = bytes(lda), rowG = bytes(ldg), rowC = bytes(ldc)
  for (let from = 0; from < m; from += block) {
    const rows = min(block, m - from)
    const blockA = a + <usize>from * rowA
    const blockG = g + <usize>from * rowG
    for (let j = 0; j < n; j += 16) {
      for (let i = 0; i < k; i += 4) {
        let x = blockA + bytes(i)
        let w = blockG + bytes(j)
        let p = c + <usize>i * rowC + bytes(j)
        let q = p
        let c00 = v128.load(q), c01 = v128.load(q, 16), c02 = v128.load(q, 32), c03 = v128.load(q, 48)
        q += rowC
        let c10 = v128.load(q), c11 = v128.load(q, 16), c12 = v128.load(q, 32), c13 = v128.load(q, 48)
        q += rowC
        let c20 = v128.load(q), c21 = v128.load(q, 16), c22 = v128.load(q, 32), c23 = v128.load(q, 48)
        q += rowC
        let c30 = v128.load(q), c31 = v128.load(q, 16), c32 = v128.load(q, 32), c33 = v128.load(q, 48)
        const end = x + <usize>rows * rowA
        while (x < end) {
          const b0 = v128.load(w), b1 = v128.load(w, 16), b2 = v128.load(w, 32), b3 = v128.load(w, 48)
          let y = splat(x)
          c00 = fma(y, b0, c00); c01 = fma(y, b1, c01); c02 = fma(y, b2, c02); c03 = fma(y, b3, c03)
          y = v128.load32_splat(x, 4)
          c10 = fma(y, b0, c10); c11 = fma(y, b1, c11); c12 = fma(y, b2, c12); c13 = fma(y, b3, c13)
          y = v128.load32_splat(x, 8)
          c20 = fma(y, b0, c20); c21 = fma(y, b1, c21); c22 = fma(y, b2, c22); c23 = fma(y, b3, c23)
          y = v128.load32_splat(x, 12)
          c30 = fma(y, b0, c30); c31 = fma(y, b1, c31); c32 = fma(y, b2, c32); c33 = fma(y, b3, c33)
          x += rowA
          w += rowG
        }
        v128.store(p, c00); v128.store(p, c01, 16); v128.store(p, c02, 32); v128.store(p, c03, 48)
        p += rowC
        v128.store(p, c10); v128.store(p, c11, 16); v128.store(p, c12, 32); v128.store(p, c13, 48)
        p += rowC
        v128.store(p, c20); v128.store(p, c21, 16); v128.store(p, c22, 32); v128.store(p, c23, 48)
        p += rowC
        v128.store(p, c30); v128.store(p, c31, 16); v128.store(p, c32, 32); v128.store(p, c33, 48)
      }
    }
  }
}
