import type { Head } from './head'

/** Probabilities p = softmax(raw); the loss is -log p of the target's class, an index from 0. */
export function classesHead(count: number): Head {
  /** log Σ exp(raw), shifted by the largest so that nothing overflows. */
  function logSum(raw: Float32Array, at: number): number {
    let largest = raw[at]
    for (let k = 1; k < count; k++) largest = Math.max(largest, raw[at + k])
    let sum = 0
    for (let k = 0; k < count; k++) sum += Math.exp(raw[at + k] - largest)
    return largest + Math.log(sum)
  }
  return {
    count,
    location: null,
    outputs(raw, at, out, outAt) {
      const total = logSum(raw, at)
      for (let k = 0; k < count; k++) out[outAt + k] = Math.exp(raw[at + k] - total)
    },
    loss: (raw, at, target) => logSum(raw, at) - raw[at + target],
    gradient(raw, at, target, gradient, gradientAt, factor) {
      const total = logSum(raw, at)
      for (let k = 0; k < count; k++) {
        const p = Math.exp(raw[at + k] - total)
        gradient[gradientAt + k] = (k === target ? p - 1 : p) * factor
      }
    },
  }
}
