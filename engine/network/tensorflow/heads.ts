import {
  add,
  cast,
  concat,
  div,
  equal,
  log,
  logSoftmax,
  matMul,
  mul,
  relu,
  reshape,
  slice,
  softmax,
  softplus,
  square,
  squeeze,
  sub,
  sum,
  tensor1d,
  tensor2d,
  type Tensor,
} from '@tensorflow/tfjs-core'
import type { HeadSpec, LossSpec, ModelSpec } from '../../spec/model-spec'
import type { TargetTensors } from './batch-tensors'
import { logGamma } from './log-gamma'

/** Added to a scale, so that a likelihood stays finite. */
const leastScale = 1e-6

/** Index of the raw number that is the location; null for classes, which have none. */
export function locationOf(head: HeadSpec): number | null {
  if (head.kind === 'classes') return null
  return head.kind === 'quantiles' ? Math.floor((head.levels.length - 1) / 2) : 0
}

/** Raw numbers `[size, horizon, raw]` → outputs of the same shape. */
export function headOutputs(head: HeadSpec, raw: Tensor): Tensor {
  switch (head.kind) {
    case 'point':
      return raw
    case 'quantiles':
      return spread(head.levels.length, raw)
    case 'gaussian':
      return concat([part(raw, 0), scaleOf(raw)], 2)
    case 'student-t':
      return concat([part(raw, 0), scaleOf(raw), freedomOf(raw)], 2)
    case 'classes':
      return softmax(raw)
  }
}

/** Sum over the observed targets of loss times the window's weight, divided by the observed targets. */
export function meanLoss(
  { head, loss }: ModelSpec,
  raw: Tensor,
  { targets, observed, sampleWeights, count }: TargetTensors,
): Tensor {
  const losses = squeeze(eachLoss(head, loss, raw, targets), [2])
  return mul(sum(mul(mul(losses, observed), sampleWeights)), 1 / Math.max(1, count))
}

/** `[size, horizon, 1]`. */
function eachLoss(head: HeadSpec, loss: LossSpec, raw: Tensor, targets: Tensor): Tensor {
  const [size, horizon, count] = raw.shape
  const target = reshape(targets, [size, horizon, 1])
  switch (head.kind) {
    case 'point':
      return pointLoss(loss, sub(raw, target))
    case 'quantiles': {
      // Koenker & Bassett 1978.
      const error = sub(target, spread(count, raw))
      const levels = tensor1d([...head.levels])
      const pinball = add(mul(error, levels), relu(mul(-1, error)))
      return mul(sum(mul(pinball, tensor1d([...head.weights])), 2, true), 1 / count)
    }
    case 'gaussian': {
      const scale = scaleOf(raw)
      const z = div(sub(target, part(raw, 0)), scale)
      return add(add(log(scale), mul(square(z), 0.5)), Math.log(2 * Math.PI) / 2)
    }
    case 'student-t':
      return studentLoss(raw, target)
    case 'classes': {
      const classes = tensor1d(Array.from({ length: count }, (_, index) => index))
      return mul(-1, sum(mul(logSoftmax(raw), cast(equal(target, classes), 'float32')), 2, true))
    }
  }
}

/** Squared error, absolute error, or Huber (1964) with its bend at δ, of the error e. */
function pointLoss(loss: LossSpec, error: Tensor): Tensor {
  if (loss.kind === 'mae') return add(relu(error), relu(mul(-1, error)))
  if (loss.kind !== 'huber') return square(error)
  // With k = clip(e, ±δ): k·(e - k/2) is e²/2 inside the bend and δ(|e| - δ/2) outside.
  const beyond = sub(relu(sub(error, loss.delta)), relu(sub(mul(error, -1), loss.delta)))
  const clipped = sub(error, beyond)
  return mul(clipped, sub(error, mul(clipped, 0.5)))
}

/** -log of Student's t density at z = (target - μ) / s with ν degrees of freedom, s the scale. */
function studentLoss(raw: Tensor, target: Tensor): Tensor {
  const scale = scaleOf(raw)
  const freedom = freedomOf(raw)
  const z = div(sub(target, part(raw, 0)), scale)
  const half = mul(freedom, 0.5)
  const constant = sub(logGamma(half), logGamma(add(half, 0.5)))
  const spreadTerm = add(mul(log(mul(freedom, Math.PI)), 0.5), log(scale))
  const tail = mul(add(half, 0.5), log(add(1, div(square(z), freedom))))
  return add(add(constant, spreadTerm), tail)
}

/** The middle level, and outwards the sums of softplus: quantiles that never cross. */
function spread(count: number, raw: Tensor): Tensor {
  const middle = Math.floor((count - 1) / 2)
  const signs = Array.from({ length: count }, (_, from) =>
    Array.from({ length: count }, (_, to) => {
      if (from > middle) return to >= from ? 1 : 0
      return from < middle && to <= from ? -1 : 0
    }),
  )
  const [size, horizon] = raw.shape
  const steps = reshape(softplus(raw), [size * horizon, count])
  const away = reshape(matMul(steps, tensor2d(signs)), raw.shape)
  return add(part(raw, middle), away)
}

function part(raw: Tensor, index: number): Tensor {
  return slice(raw, [0, 0, index], [-1, -1, 1])
}

function scaleOf(raw: Tensor): Tensor {
  return add(softplus(part(raw, 1)), leastScale)
}

function freedomOf(raw: Tensor): Tensor {
  return add(softplus(part(raw, 2)), 2)
}
