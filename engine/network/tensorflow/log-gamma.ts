import { add, div, log, mul, square, sub, type Tensor } from '@tensorflow/tfjs-core'

const shift = 6

/**
 * lnΓ(x), x > 0, elementwise: lnΓ(x + 6) by Stirling's series (Abramowitz & Stegun 6.1.41) less
 * ln x(x+1)…(x+5), which float32 holds to its last digits.
 */
export function logGamma(x: Tensor): Tensor {
  const y = add(x, shift)
  const inverse = div(1, y)
  const r = square(inverse)
  // 1/(12y) - 1/(360y³) + 1/(1260y⁵)
  const series = mul(inverse, sub(1 / 12, mul(r, sub(1 / 360, mul(r, 1 / 1260)))))
  const stirling = add(sub(mul(sub(y, 0.5), log(y)), y), add(Math.log(2 * Math.PI) / 2, series))
  let product = x
  for (let k = 1; k < shift; k++) product = mul(product, add(x, k))
  return sub(stirling, log(product))
}
