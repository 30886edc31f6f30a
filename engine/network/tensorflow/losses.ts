import { abs, clipByValue, mul, sign, square, sub, sum, type Tensor } from '@tensorflow/tfjs-core'
import type { ModelSpec } from '../../spec/model-spec'
import type { TargetTensors } from './batch-tensors'

/**
 * Mean loss over the observed targets, and its gradient by the predictions `[batch, horizon]`: squared
 * error, absolute error, or Huber (1964) with its bend at 1. A batch with no observed target has loss 0.
 */
export function lossAndSlope(
  loss: ModelSpec['loss'],
  predictions: Tensor,
  { targets, observed, count }: TargetTensors,
): { loss: Tensor; slope: Tensor } {
  const share = 1 / Math.max(count, 1)
  const error = mul(sub(predictions, targets), observed)
  switch (loss) {
    case 'mse':
      return { loss: mul(sum(square(error)), share), slope: mul(error, 2 * share) }
    case 'mae':
      return { loss: mul(sum(abs(error)), share), slope: mul(sign(error), share) }
    case 'huber': {
      // With k = clip(e, ±1): k·(e - k/2) is e²/2 inside the bend and |e| - 1/2 outside.
      const clipped = clipByValue(error, -1, 1)
      return {
        loss: mul(sum(mul(clipped, sub(error, mul(clipped, 0.5)))), share),
        slope: mul(clipped, share),
      }
    }
  }
}
