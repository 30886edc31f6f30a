import type { LossSpec } from '../../spec/model-spec'
import type { Head } from './head'

/**
 * One value a step. With the error e = value - target: mse e², mae |e|, huber e²/2 up to |e| = δ and
 * δ(|e| - δ/2) beyond (Huber 1964).
 */
export function pointHead(loss: LossSpec): Head {
  const huber = loss.kind === 'huber' ? loss.delta : 0
  const valueOf = (e: number): number => {
    if (loss.kind === 'mse') return e * e
    const size = Math.abs(e)
    if (loss.kind === 'mae') return size
    return size <= huber ? (e * e) / 2 : huber * (size - huber / 2)
  }
  const slopeOf = (e: number): number => {
    if (loss.kind === 'mse') return 2 * e
    if (loss.kind === 'mae') return Math.sign(e)
    return Math.max(-huber, Math.min(huber, e))
  }
  return {
    count: 1,
    location: 0,
    outputs(raw, at, out, outAt) {
      out[outAt] = raw[at]
    },
    loss: (raw, at, target) => valueOf(raw[at] - target),
    gradient(raw, at, target, gradient, gradientAt, factor) {
      gradient[gradientAt] = slopeOf(raw[at] - target) * factor
    },
  }
}
