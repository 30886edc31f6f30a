import { fma } from './vector'

/**
 * tanh(x) ≈ x · P(x²) / Q(x²), both of degree 4, for |x| ≤ 7.9 and clamped beyond; absolute error below
 * 3.2e-7 in float32, a minimax fit by Lawson's weighted least squares. The sigmoid is ½ + ½ tanh(x/2) with the
 * factors folded into the coefficients. Each constant stands four times, since V8 loads a vector faster than
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
  1.4902089978674482e-11, 1.4902089978674482e-11, 1.4902089978674482e-11, 1.4902089978674482e-11,
  8.556038011420242e-8, 8.556038011420242e-8, 8.556038011420242e-8, 8.556038011420242e-8,
  5.5807788157835603e-5, 5.5807788157835603e-5, 5.5807788157835603e-5, 5.5807788157835603e-5,
  8.402783423662186e-3, 8.402783423662186e-3, 8.402783423662186e-3, 8.402783423662186e-3,
  0.25, 0.25, 0.25, 0.25,
  3.3322542502323e-9, 3.3322542502323e-9, 3.3322542502323e-9, 3.3322542502323e-9,
  5.330854492058279e-6, 5.330854492058279e-6, 5.330854492058279e-6, 5.330854492058279e-6,
  1.6352763632312417e-3, 1.6352763632312417e-3, 1.6352763632312417e-3, 1.6352763632312417e-3,
  0.11694443970918655, 0.11694443970918655, 0.11694443970918655, 0.11694443970918655,
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
  const x = f32x4.pmax(f32x4.pmin(z, v128.load(sigmoidTable)), v128.load(sigmoidTable, 16))
  const s = f32x4.mul(x, x)
  let p = fma(v128.load(sigmoidTable, 32), s, v128.load(sigmoidTable, 48))
  let q = fma(v128.load(sigmoidTable, 112), s, v128.load(sigmoidTable, 128))
  p = fma(p, s, v128.load(sigmoidTable, 64))
  q = fma(q, s, v128.load(sigmoidTable, 144))
  p = fma(p, s, v128.load(sigmoidTable, 80))
  q = fma(q, s, v128.load(sigmoidTable, 160))
  p = fma(p, s, v128.load(sigmoidTable, 96))
  q = fma(q, s, v128.load(sigmoidTable, 176))
  return f32x4.add(f32x4.div(f32x4.mul(x, p), q), v128.load(sigmoidTable, 192))
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
