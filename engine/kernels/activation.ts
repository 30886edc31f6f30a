import { fma, splat } from './vector'

/**
 * tanh(x) ≈ x · P(x²) / Q(x²), both of degree 4, for |x| ≤ 7.9 and clamped beyond; absolute error below
 * 3.2e-7 in float32, a minimax fit by Lawson's weighted least squares. The sigmoid is ½ + ½ tanh(x/2), with a P
 * of degree 3 and the factors folded into the coefficients: limit, -limit, P, Q, each from the highest power
 * (their last 1 once), and ½.
 */
const tanhTable = memory.data<f32>([
  7.9, -7.9,
  1.525974013816267e-8, 2.190345730923582e-5, 3.5716984421014786e-3, 0.13444453477859497, 1,
  8.530570880793675e-7, 3.4117468749172986e-4, 0.026164421811699867, 0.4677777588367462,
])

const sigmoidTable = memory.data<f32>([
  15.8, -15.8,
  4.4588603032025276e-08, 4.607050141203217e-05, 0.008076678961515427, 0.24999985098838806,
  9.59860080307351e-10, 3.72492922906531e-06, 0.0014877195935696363, 0.11563951522111893, 1,
  0.5,
])

/**
 * tanh of eight floats in place. Both halves go side by side and share each constant: so their loads and stores
 * stay neighbours, which V8 can join. pmin and pmax take x first, so that a NaN stays one.
 */
// @ts-ignore: decorator
@inline
export function tanh8(at: usize): void {
  let k = splat(tanhTable), n = splat(tanhTable + 4)
  const x0 = f32x4.pmax(f32x4.pmin(v128.load(at), k), n)
  const x1 = f32x4.pmax(f32x4.pmin(v128.load(at, 16), k), n)
  const s0 = f32x4.mul(x0, x0), s1 = f32x4.mul(x1, x1)
  k = splat(tanhTable + 8)
  n = splat(tanhTable + 12)
  let p0 = fma(k, s0, n), p1 = fma(k, s1, n)
  n = splat(tanhTable + 16)
  p0 = fma(p0, s0, n)
  p1 = fma(p1, s1, n)
  n = splat(tanhTable + 20)
  p0 = fma(p0, s0, n)
  p1 = fma(p1, s1, n)
  const one = splat(tanhTable + 24)
  p0 = fma(p0, s0, one)
  p1 = fma(p1, s1, one)
  k = splat(tanhTable + 28)
  n = splat(tanhTable + 32)
  let q0 = fma(k, s0, n), q1 = fma(k, s1, n)
  n = splat(tanhTable + 36)
  q0 = fma(q0, s0, n)
  q1 = fma(q1, s1, n)
  n = splat(tanhTable + 40)
  q0 = fma(q0, s0, n)
  q1 = fma(q1, s1, n)
  q0 = fma(q0, s0, one)
  q1 = fma(q1, s1, one)
  v128.store(at, f32x4.div(f32x4.mul(x0, p0), q0))
  v128.store(at, f32x4.div(f32x4.mul(x1, p1), q1), 16)
}

/** The sigmoid of eight floats in place, as `tanh8`. */
// @ts-ignore: decorator
@inline
export function sigmoid8(at: usize): void {
  let k = splat(sigmoidTable), n = splat(sigmoidTable + 4)
  const x0 = f32x4.pmax(f32x4.pmin(v128.load(at), k), n)
  const x1 = f32x4.pmax(f32x4.pmin(v128.load(at, 16), k), n)
  const s0 = f32x4.mul(x0, x0), s1 = f32x4.mul(x1, x1)
  k = splat(sigmoidTable + 8)
  n = splat(sigmoidTable + 12)
  let p0 = fma(k, s0, n), p1 = fma(k, s1, n)
  n = splat(sigmoidTable + 16)
  p0 = fma(p0, s0, n)
  p1 = fma(p1, s1, n)
  n = splat(sigmoidTable + 20)
  p0 = fma(p0, s0, n)
  p1 = fma(p1, s1, n)
  k = splat(sigmoidTable + 24)
  n = splat(sigmoidTable + 28)
  let q0 = fma(k, s0, n), q1 = fma(k, s1, n)
  n = splat(sigmoidTable + 32)
  q0 = fma(q0, s0, n)
  q1 = fma(q1, s1, n)
  n = splat(sigmoidTable + 36)
  q0 = fma(q0, s0, n)
  q1 = fma(q1, s1, n)
  n = splat(sigmoidTable + 40)
  q0 = fma(q0, s0, n)
  q1 = fma(q1, s1, n)
  n = splat(sigmoidTable + 44)
  v128.store(at, f32x4.add(f32x4.div(f32x4.mul(x0, p0), q0), n))
  v128.store(at, f32x4.add(f32x4.div(f32x4.mul(x1, p1), q1), n), 16)
}

/** max(x, 0) of eight floats in place. */
// @ts-ignore: decorator
@inline
export function relu8(at: usize): void {
  const zero = f32x4.splat(0)
  const x0 = v128.load(at), x1 = v128.load(at, 16)
  v128.store(at, f32x4.max(x0, zero))
  v128.store(at, f32x4.max(x1, zero), 16)
}

/** Applies tanh (kind 1), ReLU (2) or the sigmoid (3) to `count` floats in place, a multiple of 8. */
export function activate(at: usize, count: i32, kind: i32): void {
  const end = at + ((<usize>count) << 2)
  if (kind === 1) for (; at < end; at += 32) tanh8(at)
  else if (kind === 2) for (; at < end; at += 32) relu8(at)
  else for (; at < end; at += 32) sigmoid8(at)
}

/** gradient ∘= σ'(·), from the activation's own output y: 1 - y² for tanh (kind 1), y > 0 for ReLU (2). */
export function activateBack(y: usize, gradient: usize, count: i32, kind: i32): void {
  const end = y + ((<usize>count) << 2)
  const one = f32x4.splat(1)
  const zero = f32x4.splat(0)
  for (; y < end; y += 16, gradient += 16) {
    const v = v128.load(y)
    const g = v128.load(gradient)
    if (kind === 1) v128.store(gradient, f32x4.mul(g, f32x4.sub(one, f32x4.mul(v, v))))
    else v128.store(gradient, v128.bitselect(g, zero, f32x4.gt(v, zero)))
  }
}
