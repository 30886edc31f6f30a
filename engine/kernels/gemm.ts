import { gemm4x16 } from './gemm-4x16'
import { gemm4x8 } from './gemm-4x8'
import { bytes } from './vector'

/**
 * C[m × n] = S + A[m × k] · B, for m a multiple of 4 and n of 8. A and C are row-major with strides `lda` and
 * `ldc`; S, where the sums start, is C's shape with stride `lds`: 0 repeats one row, such as a bias. B is
 * packed in panels of 8 columns, `[k][8]` each, `panel` floats apart. Each sum runs over k in ascending order,
 * whatever the tile and the number of rows, so that all builds with a fused multiply-add give the same bits.
 */
export function gemm(
  a: usize, lda: i32, b: usize, panel: i32, c: usize, ldc: i32, s: usize, lds: i32, m: i32, n: i32, k: i32,
): void {
  // @ts-ignore: WIDE is defined for the wide build only
  if (isDefined(WIDE)) {
    const whole = n & ~15
    gemm4x16(a, lda, b, panel, c, ldc, s, lds, m, whole, k)
    if (whole < n) {
      const b8 = b + bytes((whole >> 3) * panel)
      gemm4x8(a, lda, b8, panel, c + bytes(whole), ldc, s + bytes(whole), lds, m, 8, k)
    }
  } else {
    gemm4x8(a, lda, b, panel, c, ldc, s, lds, m, n, k)
  }
}
