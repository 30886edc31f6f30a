import { gemmTn4x16 } from './gemm-tn-4x16'
import { gemmTn4x8 } from './gemm-tn-4x8'
import { bytes } from './vector'

/**
 * C[k × n] += A[m × k]ᵀ · G[m × n]: the gradient of weights from inputs A and the gradient G of their
 * product, k a multiple of 4, n of 8; all row-major. Each sum runs over m in ascending order.
 */
export function gemmTn(
  a: usize, lda: i32, g: usize, ldg: i32, c: usize, ldc: i32, k: i32, n: i32, m: i32,
): void {
  // @ts-ignore: WIDE is defined for the wide build only
  if (isDefined(WIDE)) {
    const whole = n & ~15
    gemmTn4x16(a, lda, g, ldg, c, ldc, k, whole, m)
    if (whole < n) gemmTn4x8(a, lda, g + bytes(whole), ldg, c + bytes(whole), ldc, k, 8, m)
  } else {
    gemmTn4x8(a, lda, g, ldg, c, ldc, k, n, m)
  }
}
