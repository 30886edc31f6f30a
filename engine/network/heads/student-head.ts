import { leastScale, sigmoid, softplus, type Head } from './head'

/**
 * Location μ, scale s = softplus(raw) and degrees of freedom ν = 2 + softplus(raw). With z = (target - μ) / s:
 * -log t = lnΓ(ν/2) - lnΓ((ν+1)/2) + ln(νπ)/2 + ln s + (ν+1)/2 · ln(1 + z²/ν).
 */
export function studentHead(): Head {
  return {
    count: 3,
    location: 0,
    outputs(raw, at, out, outAt) {
      out[outAt] = raw[at]
      out[outAt + 1] = softplus(raw[at + 1]) + leastScale
      out[outAt + 2] = 2 + softplus(raw[at + 2])
    },
    loss(raw, at, target) {
      const scale = softplus(raw[at + 1]) + leastScale
      const freedom = 2 + softplus(raw[at + 2])
      const z = (target - raw[at]) / scale
      return (
        logGamma(freedom / 2) -
        logGamma((freedom + 1) / 2) +
        Math.log(freedom * Math.PI) / 2 +
        Math.log(scale) +
        ((freedom + 1) / 2) * Math.log1p((z * z) / freedom)
      )
    },
    gradient(raw, at, target, gradient, gradientAt, factor) {
      const scale = softplus(raw[at + 1]) + leastScale
      const freedom = 2 + softplus(raw[at + 2])
      const z = (target - raw[at]) / scale
      const pull = ((freedom + 1) * z) / (freedom + z * z)
      const byFreedom =
        (digamma(freedom / 2) - digamma((freedom + 1) / 2) + 1 / freedom) / 2 +
        Math.log1p((z * z) / freedom) / 2 -
        (pull * z) / (2 * freedom)
      gradient[gradientAt] = (-pull / scale) * factor
      gradient[gradientAt + 1] = ((1 - pull * z) / scale) * sigmoid(raw[at + 1]) * factor
      gradient[gradientAt + 2] = byFreedom * sigmoid(raw[at + 2]) * factor
    },
  }
}

/** lnΓ(x), x > 0: recurrence up to 8, then Stirling's series (Abramowitz & Stegun 6.1.41), to 1e-13. */
export function logGamma(x: number): number {
  let shift = 0
  let y = x
  for (; y < 8; y++) shift += Math.log(y)
  const r = 1 / (y * y)
  const series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r / 1188)))) / y
  return (y - 0.5) * Math.log(y) - y + Math.log(2 * Math.PI) / 2 + series - shift
}

/** ψ(x) = d lnΓ(x) / dx, x > 0 (Abramowitz & Stegun 6.3.18), to 1e-12. */
export function digamma(x: number): number {
  let shift = 0
  let y = x
  for (; y < 8; y++) shift += 1 / y
  const r = 1 / (y * y)
  const series = r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r / 132))))
  return Math.log(y) - 1 / (2 * y) - series - shift
}
