import { add, clone, div, mul, sqrt, sub, zerosLike, type Tensor } from '@tensorflow/tfjs-core'
import type { ModelSpec } from '../../spec/model-spec'
import type { WeightEntry } from '../../spec/weight-layout'
import { adamWeight, moment } from './step-parts'

const rho = 0.9
const beta1 = 0.9
const beta2 = 0.999
const epsilon = 1e-7

/** A weight with its moments: `first` is Adam's mean or SGD's speed, `second` the mean square. */
export interface TrainedWeight {
  readonly weight: Tensor
  readonly first: Tensor | null
  readonly second: Tensor | null
}

/** Moments that an optimizer keeps. */
export function momentsOf({ kind }: ModelSpec['optimizer']): { first: boolean; second: boolean } {
  return { first: kind !== 'rmsprop', second: kind !== 'sgd' }
}

/**
 * One step of the spec's optimizer; `step` counts from 1. L2 is added to the gradient after clipping, whose
 * factor is `scale`. Call within `tidy`; what is returned is new.
 */
export function optimizerStep(
  { optimizer }: ModelSpec,
  { learningRateFactor, decay }: WeightEntry,
  { weight, first, second }: TrainedWeight,
  gradient: Tensor,
  learningRate: number,
  scale: number | Tensor,
  step: number,
): TrainedWeight {
  const rate = learningRate * learningRateFactor
  const decayed = decay ? optimizer.weightDecay : 0
  const clipped = scale === 1 ? gradient : mul(gradient, scale)
  const l2 = optimizer.kind === 'adamw' ? 0 : decayed
  const d = l2 === 0 ? clipped : add(clipped, mul(weight, l2))
  const mean = (old: Tensor | null, share: number, squared: boolean): Tensor =>
    moment(old ?? zerosLike(d), share, d, squared)
  switch (optimizer.kind) {
    case 'sgd': {
      const speed = first === null ? clone(d) : add(mul(first, optimizer.momentum), d)
      return { weight: sub(weight, mul(speed, rate)), first: speed, second: null }
    }
    case 'rmsprop': {
      const squares = mean(second, rho, true)
      const moved = div(mul(d, rate), add(sqrt(squares), epsilon))
      return { weight: sub(weight, moved), first: null, second: squares }
    }
    case 'adam':
    case 'adamw': {
      const means = mean(first, beta1, false)
      const squares = mean(second, beta2, true)
      const rates = {
        kept: optimizer.kind === 'adamw' ? 1 - rate * decayed : 1,
        rate: rate / (1 - beta1 ** step),
        correction: 1 / (1 - beta2 ** step),
        epsilon,
      }
      return { weight: adamWeight(weight, means, squares, rates), first: means, second: squares }
    }
  }
}
