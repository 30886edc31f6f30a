import { bytes, fma, splat } from './vector'

/** Rows taken at a time, so that the block of A and the panel of G stay in the first cache. */
const block = 48

/** The tile of `gemmTn` for 128-bit vectors. */
export function gemmTn4x8(
  a: usize,
  lda: i32,
  g: usize,
  ldg: i32,
  c: usize,
  ldc: i32,
  k: i32,
  n: i32,
  m: i32,
): void {
  const rowA = bytes(lda)
  const rowG = bytes(ldg)
  const rowC = bytes(ldc)
  for (let from = 0; from < m; from += block) {
    const rows = min(block, m - from)
    const blockA = a + <usize>from * rowA
    const blockG = g + <usize>from * rowG
    for (let j = 0; j < n; j += 8) {
      for (let i = 0; i < k; i += 4) {
        let x = blockA + bytes(i)
        let w = blockG + bytes(j)
        let p = c + <usize>i * rowC + bytes(j)
        let q = p
        let c00 = v128.load(q),
          c01 = v128.load(q, 16)
        q += rowC
        let c10 = v128.load(q),
          c11 = v128.load(q, 16)
        q += rowC
        let c20 = v128.load(q),
          c21 = v128.load(q, 16)
        q += rowC
        let c30 = v128.load(q),
          c31 = v128.load(q, 16)
        const end = x + <usize>rows * rowA
        while (x < end) {
          const b0 = v128.load(w),
            b1 = v128.load(w, 16)
          let y = splat(x)
          c00 = fma(y, b0, c00)
          c01 = fma(y, b1, c01)
          y = v128.load32_splat(x, 4)
          c10 = fma(y, b0, c10)
          c11 = fma(y, b1, c11)
          y = v128.load32_splat(x, 8)
          c20 = fma(y, b0, c20)
          c21 = fma(y, b1, c21)
          y = v128.load32_splat(x, 12)
          c30 = fma(y, b0, c30)
          c31 = fma(y, b1, c31)
          x += rowA
          w += rowG
        }
        v128.store(p, c00)
        v128.store(p, c01, 16)
        p += rowC
        v128.store(p, c10)
        v128.store(p, c11, 16)
        p += rowC
        v128.store(p, c20)
        v128.store(p, c21, 16)
        p += rowC
        v128.store(p, c30)
        v128.store(p, c31, 16)
      }
    }
  }
}
