import { bytes, flush, fma } from './vector'

// One step of an optimizer on `count` weights w (a multiple of 4) with gradient g · scale + l2 · w.

// @ts-ignore: decorator
@inline
function gradientAt(w: usize, g: usize, scale: v128, l2: v128): v128 {
  return fma(v128.load(w), l2, f32x4.mul(v128.load(g), scale))
}

/** v = momentum · v + g; w -= rate · v. */
export function sgd(w: usize, g: usize, v: usize, count: i32, rate: f32, scale: f32, l2: f32, momentum: f32): void {
  const scales = f32x4.splat(scale), decay = f32x4.splat(l2)
  const keep = f32x4.splat(momentum), step = f32x4.splat(-rate)
  for (const end = w + bytes(count); w < end; w += 16, g += 16, v += 16) {
    const speed = fma(v128.load(v), keep, gradientAt(w, g, scales, decay))
    v128.store(v, speed)
    v128.store(w, fma(speed, step, v128.load(w)))
  }
}

/** v = ρ v + (1-ρ) g²; w -= rate · g / (√v + ε) (Hinton, lecture 6e). */
export function rmsprop(
  w: usize, g: usize, v: usize, count: i32, rate: f32, scale: f32, l2: f32, rho: f32, epsilon: f32,
): void {
  const scales = f32x4.splat(scale), decay = f32x4.splat(l2)
  const keep = f32x4.splat(rho), take = f32x4.splat(1 - rho)
  const step = f32x4.splat(-rate), eps = f32x4.splat(epsilon)
  for (const end = w + bytes(count); w < end; w += 16, g += 16, v += 16) {
    const d = gradientAt(w, g, scales, decay)
    const square = fma(v128.load(v), keep, f32x4.mul(take, f32x4.mul(d, d)))
    v128.store(v, square)
    const ratio = f32x4.div(f32x4.mul(step, d), f32x4.add(f32x4.sqrt(square), eps))
    v128.store(w, f32x4.add(v128.load(w), ratio))
  }
}

/**
 * m = β₁ m + (1-β₁) g; v = β₂ v + (1-β₂) g²; w = w · keep - rate · m̂ / (√v̂ + ε) (Kingma & Ba 2015). `first`
 * and `second` are 1 / (1-β₁ᵗ) and 1 / (1-β₂ᵗ); `keep` is 1, for AdamW 1 - rate · decay.
 */
export function adam(
  w: usize, g: usize, m: usize, v: usize, count: i32, rate: f32, scale: f32, l2: f32,
  beta1: f32, beta2: f32, epsilon: f32, first: f32, second: f32, keep: f32,
): void {
  const scales = f32x4.splat(scale), decay = f32x4.splat(l2), eps = f32x4.splat(epsilon)
  const b1 = f32x4.splat(beta1), a1 = f32x4.splat(1 - beta1)
  const b2 = f32x4.splat(beta2), a2 = f32x4.splat(1 - beta2)
  const tiny = f32x4.splat(1e-30)
  const step = f32x4.splat(-rate * first), unbias = f32x4.splat(second), kept = f32x4.splat(keep)
  for (const end = w + bytes(count); w < end; w += 16, g += 16, m += 16, v += 16) {
    const d = gradientAt(w, g, scales, decay)
    const mean = flush(fma(v128.load(m), b1, f32x4.mul(a1, d)), tiny)
    const square = flush(fma(v128.load(v), b2, f32x4.mul(a2, f32x4.mul(d, d))), tiny)
    v128.store(m, mean)
    v128.store(v, square)
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(square, unbias)), eps)
    v128.store(w, fma(v128.load(w), kept, f32x4.div(f32x4.mul(step, mean), root)))
  }
}

/** average += (1 - decay) · (w - average). */
export function movingAverage(average: usize, w: usize, count: i32, decay: f32): void {
  const share = f32x4.splat(1 - decay)
  for (const end = w + bytes(count); w < end; w += 16, average += 16) {
    const a = v128.load(average)
    v128.store(average, fma(share, f32x4.sub(v128.load(w), a), a))
  }
}

/** g[0] + g[1] + … of `parts` gradients of `count` floats that lie `count` apart, into `to`, in this order. */
export function sumParts(from: usize, parts: i32, to: usize, count: i32): void {
  const apart = bytes(count)
  for (let c: usize = 0; c < apart; c += 16) {
    let sum = v128.load(from + c)
    let p = from + c
    for (let k = 1; k < parts; k++) {
      p += apart
      sum = f32x4.add(sum, v128.load(p))
    }
    v128.store(to + c, sum)
  }
}

/** Sum of squares in float64, always in the same order; NaN or infinite if any value is. */
export function sumOfSquares(at: usize, count: i32): f64 {
  let low = f64x2.splat(0), high = low
  for (const end = at + bytes(count); at < end; at += 16) {
    const v = v128.load(at)
    const a = f64x2.promote_low_f32x4(v)
    const b = f64x2.promote_low_f32x4(v128.shuffle<i32>(v, v, 2, 3, 2, 3))
    low = f64x2.add(low, f64x2.mul(a, a))
    high = f64x2.add(high, f64x2.mul(b, b))
  }
  const sum = f64x2.add(low, high)
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)
}
