import { bytes, fma, splat } from './vector'

/**
 * The tile of `gemm` for 128-bit vectors: eight sums in registers, four row pointers that walk along. k is not
 * unrolled: V8 would hoist the loads and spill.
 */
export function gemm4x8(
  a: usize,
  lda: i32,
  b: usize,
  panel: i32,
  c: usize,
  ldc: i32,
  s: usize,
  lds: i32,
  m: i32,
  n: i32,
  k: i32,
): void {
  const rowA = bytes(lda)
  const rowC = bytes(ldc)
  const rowS = bytes(lds)
  const depth = (<usize>k) << 5
  for (let j = 0; j < n; j += 8) {
    let a0 = a
    let p = c + bytes(j)
    let q = s + bytes(j)
    for (let i = 0; i < m; i += 4) {
      let a1 = a0 + rowA
      let a2 = a1 + rowA
      let a3 = a2 + rowA
      const next = a3 + rowA
      let c00 = v128.load(q),
        c01 = v128.load(q, 16)
      q += rowS
      let c10 = v128.load(q),
        c11 = v128.load(q, 16)
      q += rowS
      let c20 = v128.load(q),
        c21 = v128.load(q, 16)
      q += rowS
      let c30 = v128.load(q),
        c31 = v128.load(q, 16)
      q += rowS
      let w = b
      const end = b + depth
      while (w < end) {
        const b0 = v128.load(w),
          b1 = v128.load(w, 16)
        let x = splat(a0)
        c00 = fma(x, b0, c00)
        c01 = fma(x, b1, c01)
        x = splat(a1)
        c10 = fma(x, b0, c10)
        c11 = fma(x, b1, c11)
        x = splat(a2)
        c20 = fma(x, b0, c20)
        c21 = fma(x, b1, c21)
        x = splat(a3)
        c30 = fma(x, b0, c30)
        c31 = fma(x, b1, c31)
        a0 += 4
        a1 += 4
        a2 += 4
        a3 += 4
        w += 32
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
      p += rowC
      a0 = next
    }
    b += bytes(panel)
  }
}
