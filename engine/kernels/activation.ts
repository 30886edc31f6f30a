import { fma } from './vector'

/**
 * tanh(x) ≈ x · P(x²) / Q(x²), both of degree 4, for |x| ≤ 7.9 and clamped beyond; absolute error below
 * 3.2e-7 in float32, a minimax fit by Lawson's weighted least squares. The sigmoid is ½ + ½ tanh(x/2), with a P
 * of degree 3 and the factors folded into the coefficients. Each constant stands four times, since V8 loads a vector faster than
 * it builds one. pmin and pmax take x first, so that a NaN stays one.
 */
const tanhTable = memory.data<f32>([
  7.9, 7.9, 7.9, 7.9, -7.9, -7.9, -7.9, -7.9,
  1.525974013816267e-8, 1.525974013816267e-8, 1.525974013816267e-8, 1.525974013816267e-8,
  2.190345730923582e-5, 2.190345730923582e-5, 2.190345730923582e-5, 2.190345730923582e-5,
  3.5716984421014786e-3, 3.5716984421014786e-3, 3.5716984421014786e-3, 3.5716984421014786e-3,
  0.13444453477859497, 0.13444453477859497, 0.13444453477859497, 0.13444453477859497,
  1, 1, 1, 1,
  8.530570880793675e-7, 8.530570880793675e-7, 8.530570880793675e-7, 8.530570880793675e-7,
  3.4117468749172986e-4, 3.4117468749172986e-4, 3.4117468749172986e-4, 3.4117468749172986e-4,
  0.026164421811699867, 0.026164421811699867, 0.026164421811699867, 0.026164421811699867,
  0.4677777588367462, 0.4677777588367462, 0.4677777588367462, 0.4677777588367462,
], 16)

const sigmoidTable = memory.data<f32>([
  15.8, 15.8, 15.8, 15.8, -15.8, -15.8, -15.8, -15.8,
  4.4588603032025276e-08, 4.4588603032025276e-08, 4.4588603032025276e-08, 4.4588603032025276e-08,
  4.607050141203217e-05, 4.607050141203217e-05, 4.607050141203217e-05, 4.607050141203217e-05,
  0.008076678961515427, 0.008076678961515427, 0.008076678961515427, 0.008076678961515427,
  0.24999985098838806, 0.24999985098838806, 0.24999985098838806, 0.24999985098838806,
  9.59860080307351e-10, 9.59860080307351e-10, 9.59860080307351e-10, 9.59860080307351e-10,
  3.72492922906531e-06, 3.72492922906531e-06, 3.72492922906531e-06, 3.72492922906531e-06,
  0.0014877195935696363, 0.0014877195935696363, 0.0014877195935696363, 0.0014877195935696363,
  0.11563951522111893, 0.11563951522111893, 0.11563951522111893, 0.11563951522111893,
  1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5,
], 16)

// @ts-ignore: decorator
@inline
export function tanh4(z: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(z, v128.load(tanhTable)), v128.load(tanhTable, 16))
  const s = f32x4.mul(x, x)
  let p = fma(v128.load(tanhTable, 32), s, v128.load(tanhTable, 48))
  let q = fma(v128.load(tanhTable, 112), s, v128.load(tanhTable, 128))
  p = fma(p, s, v128.load(tanhTable, 64))
  q = fma(q, s, v128.load(tanhTable, 144))
  p = fma(p, s, v128.load(tanhTable, 80))
  q = fma(q, s, v128.load(tanhTable, 160))
  p = fma(p, s, v128.load(tanhTable, 96))
  q = fma(q, s, v128.load(tanhTable, 96))
  return f32x4.div(f32x4.mul(x, p), q)
}

// @ts-ignore: decorator
@inline
export function sigmoid4(z: v128): v128 {
  const x = clampSigmoid(z)
  const s = f32x4.mul(x, x)
  let p = fma(v128.load(sigmoidTable, 32), s, v128.load(sigmoidTable, 48))
  let q = fma(v128.load(sigmoidTable, 96), s, v128.load(sigmoidTable, 112))
  p = fma(p, s, v128.load(sigmoidTable, 64))
  q = fma(q, s, v128.load(sigmoidTable, 128))
  p = fma(p, s, v128.load(sigmoidTable, 80))
  q = fma(q, s, v128.load(sigmoidTable, 144))
  q = fma(q, s, v128.load(sigmoidTable, 160))
  return f32x4.add(f32x4.div(f32x4.mul(x, p), q), v128.load(sigmoidTable, 176))
}

// @ts-ignore: decorator
@inline
function clampSigmoid(z: v128): v128 {
  return f32x4.pmax(f32x4.pmin(z, v128.load(sigmoidTable)), v128.load(sigmoidTable, 16))
}

/**
 * The sigmoid of three vectors in place, each constant loaded once for all three: loads, not arithmetic, bound
 * the gates. The results are those of `sigmoid4`.
 */
// @ts-ignore: decorator
@inline
export function sigmoidThree(at0: usize, at1: usize, at2: usize): void {
  const x0 = clampSigmoid(v128.load(at0))
  const x1 = clampSigmoid(v128.load(at1))
  const x2 = clampSigmoid(v128.load(at2))
  const s0 = f32x4.mul(x0, x0)
  const s1 = f32x4.mul(x1, x1)
  const s2 = f32x4.mul(x2, x2)
  let k = v128.load(sigmoidTable, 32)
  let n = v128.load(sigmoidTable, 48)
  let p0 = fma(k, s0, n)
  let p1 = fma(k, s1, n)
  let p2 = fma(k, s2, n)
  n = v128.load(sigmoidTable, 64)
  p0 = fma(p0, s0, n)
  p1 = fma(p1, s1, n)
  p2 = fma(p2, s2, n)
  n = v128.load(sigmoidTable, 80)
  p0 = f32x4.mul(x0, fma(p0, s0, n))
  p1 = f32x4.mul(x1, fma(p1, s1, n))
  p2 = f32x4.mul(x2, fma(p2, s2, n))
  k = v128.load(sigmoidTable, 96)
  n = v128.load(sigmoidTable, 112)
  let q0 = fma(k, s0, n)
  let q1 = fma(k, s1, n)
  let q2 = fma(k, s2, n)
  n = v128.load(sigmoidTable, 128)
  q0 = fma(q0, s0, n)
  q1 = fma(q1, s1, n)
  q2 = fma(q2, s2, n)
  n = v128.load(sigmoidTable, 144)
  q0 = fma(q0, s0, n)
  q1 = fma(q1, s1, n)
  q2 = fma(q2, s2, n)
  n = v128.load(sigmoidTable, 160)
  q0 = fma(q0, s0, n)
  q1 = fma(q1, s1, n)
  q2 = fma(q2, s2, n)
  n = v128.load(sigmoidTable, 176)
  v128.store(at0, f32x4.add(f32x4.div(p0, q0), n))
  v128.store(at1, f32x4.add(f32x4.div(p1, q1), n))
  v128.store(at2, f32x4.add(f32x4.div(p2, q2), n))
}

/** Applies tanh (kind 1), ReLU (2) or the sigmoid (3) to `count` floats in place, a multiple of 4. */
export function activate(at: usize, count: i32, kind: i32): void {
  const end = at + ((<usize>count) << 2)
  const zero = f32x4.splat(0)
  for (; at < end; at += 16) {
    const x = v128.load(at)
    if (kind === 1) v128.store(at, tanh4(x))
    else if (kind === 2) v128.store(at, f32x4.max(x, zero))
    else v128.store(at, sigmoid4(x))
  }
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
