import { leastScale, sigmoid, softplus, type Head } from './head'

/** Mean μ and deviation s = softplus(raw): -log N(target; μ, s) = log s + ((target - μ) / s)² / 2 + log(2π) / 2. */
export function gaussianHead(): Head {
  const constant = Math.log(2 * Math.PI) / 2
  return {
    count: 2,
    location: 0,
    outputs(raw, at, out, outAt) {
      out[outAt] = raw[at]
      out[outAt + 1] = softplus(raw[at + 1]) + leastScale
    },
    loss(raw, at, target) {
      const scale = softplus(raw[at + 1]) + leastScale
      const z = (target - raw[at]) / scale
      return Math.log(scale) + (z * z) / 2 + constant
    },
    gradient(raw, at, target, gradient, gradientAt, factor) {
      const scale = softplus(raw[at + 1]) + leastScale
      const z = (target - raw[at]) / scale
      gradient[gradientAt] = (-z / scale) * factor
      gradient[gradientAt + 1] = ((1 - z * z) / scale) * sigmoid(raw[at + 1]) * factor
    },
  }
}
