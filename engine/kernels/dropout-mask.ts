import { bytes } from './vector'

/**
 * Threefry-2x32 with 20 rounds (Salmon et al. 2011) under a key, the counter (c, 0); four counters at once.
 * The first word of the result, as in `engine/random.ts`.
 */
// @ts-ignore: decorator
@inline
function threefry(k0: i32, k1: i32, counter: v128): v128 {
  const k2 = k0 ^ k1 ^ 0x1bd11bda
  let x0 = i32x4.add(counter, i32x4.splat(k0))
  let x1 = i32x4.splat(k1)
  for (let group = 0; group < 5; group++) {
    const even = (group & 1) === 0
    const r0 = even ? 13 : 17, r1 = even ? 15 : 29, r2 = even ? 26 : 16, r3 = even ? 6 : 24
    x0 = i32x4.add(x0, x1)
    x1 = v128.xor(v128.or(i32x4.shl(x1, r0), i32x4.shr_u(x1, 32 - r0)), x0)
    x0 = i32x4.add(x0, x1)
    x1 = v128.xor(v128.or(i32x4.shl(x1, r1), i32x4.shr_u(x1, 32 - r1)), x0)
    x0 = i32x4.add(x0, x1)
    x1 = v128.xor(v128.or(i32x4.shl(x1, r2), i32x4.shr_u(x1, 32 - r2)), x0)
    x0 = i32x4.add(x0, x1)
    x1 = v128.xor(v128.or(i32x4.shl(x1, r3), i32x4.shr_u(x1, 32 - r3)), x0)
    const n = group + 1
    const a = n % 3 === 0 ? k0 : n % 3 === 1 ? k1 : k2
    const b = (n + 1) % 3 === 0 ? k0 : (n + 1) % 3 === 1 ? k1 : k2
    x0 = i32x4.add(x0, i32x4.splat(a))
    x1 = i32x4.add(x1, i32x4.splat(b + n))
  }
  return x0
}

/**
 * A mask `[rows][stride]` of which `columns` count: element (r, c) is 0 if the draw at counter
 * (firstRow + r) · columns + c, a uniform uint32, is below `threshold`, else `kept`. The rest is 0.
 */
export function dropoutMask(
  to: usize, stride: i32, rows: i32, columns: i32, firstRow: i32, k0: i32, k1: i32, threshold: u32, kept: f32,
): void {
  const limit = i32x4.splat(threshold)
  const values = f32x4.splat(kept)
  const lanes = i32x4(0, 1, 2, 3)
  for (let r = 0; r < rows; r++) {
    const base = (firstRow + r) * columns
    for (let c = 0; c < stride; c += 4) {
      const draw = threefry(k0, k1, i32x4.add(i32x4.splat(base + c), lanes))
      v128.store(to + bytes(r * stride + c), v128.andnot(values, i32x4.lt_u(draw, limit)))
    }
    for (let c = columns; c < stride; c++) store<f32>(to + bytes(r * stride + c), 0)
  }
}
