import type { OptimizerSpec } from '../../spec/model-spec'
import type { Machine } from './machine'
import type { Parameters } from './parameters'

const rho = 0.9
const beta1 = 0.9
const beta2 = 0.999
const epsilon = 1e-7

/**
 * One step of the spec's optimizer on all weights that are not frozen, their gradient times `scale` (the
 * clipping); `step` counts from 1. L2 is added to the scaled gradient, so clipping does not see it.
 */
export function optimizerStep(
  { kernels }: Machine,
  spec: OptimizerSpec,
  { list, weights, gradients, first, second }: Parameters,
  learningRate: number,
  scale: number,
  step: number,
): void {
  for (const { offset, size, frozen, learningRateFactor, decay } of list) {
    if (frozen) continue
    const at = 4 * offset
    const count = Math.ceil(size / 4) * 4
    const rate = learningRate * learningRateFactor
    const decayed = decay ? spec.weightDecay : 0
    const l2 = spec.kind === 'adamw' ? 0 : decayed
    const w = weights + at
    const g = gradients + at
    switch (spec.kind) {
      case 'sgd':
        kernels.sgd(w, g, first + at, count, rate, scale, l2, spec.momentum)
        break
      case 'rmsprop':
        kernels.rmsprop(w, g, second + at, count, rate, scale, l2, rho, epsilon)
        break
      case 'adam':
      case 'adamw': {
        const keep = spec.kind === 'adamw' ? 1 - rate * decayed : 1
        kernels.adam(
          w,
          g,
          first + at,
          second + at,
          count,
          rate,
          scale,
          l2,
          beta1,
          beta2,
          epsilon,
          1 / (1 - beta1 ** step),
          1 / (1 - beta2 ** step),
          keep,
        )
      }
    }
  }
}
