// Four floats at a time. Addresses are bytes; sizes and strides are floats unless a name says bytes.

/** a · b + c; one rounding in the relaxed build, two otherwise. */
// @ts-ignore: decorator
@inline
export function fma(a: v128, b: v128, c: v128): v128 {
  // @ts-ignore: RELAXED is defined for the relaxed build only
  if (isDefined(RELAXED)) return f32x4.relaxed_madd(a, b, c)
  return f32x4.add(f32x4.mul(a, b), c)
}

// @ts-ignore: decorator
@inline
export function splat(at: usize): v128 {
  return v128.load32_splat(at)
}

/** Bytes of a number of floats. */
// @ts-ignore: decorator
@inline
export function bytes(floats: i32): usize {
  return (<usize>floats) << 2
}

/** Sum of the four lanes, always in the same order. */
// @ts-ignore: decorator
@inline
export function sum4(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  )
}

/**
 * v with numbers too small to matter made 0, NaN kept. Gradients that vanish over many steps end as subnormal
 * numbers, with which this processor family is up to fifty times slower; WASM cannot switch them off.
 */
// @ts-ignore: decorator
@inline
export function flush(v: v128, tiny: v128): v128 {
  return v128.andnot(v, f32x4.lt(f32x4.abs(v), tiny))
}

/** Below any gradient that still moves a float32 weight. */
export const tinyGradient: f32 = 1e-20
