import { scalar, zerosLike, type Tensor } from '@tensorflow/tfjs-core'
import type { ModelSpec } from '../../spec/model-spec'
import type { WeightEntry } from '../../spec/weight-layout'
import type { Batch, NetworkShape } from '../network'
import { targetTensors } from './batch-tensors'
import { forward } from './forward'
import { meanLoss } from './heads'
import type { PassOptions } from './pass'
import { createTape, type Tape, type Value } from './tape'
import type { WeightStore } from './weight-store'

export interface NetworkPasses {
  /** Raw numbers without dropout, by the weights that predictions use. */
  predictedRaw(inputs: PassOptions['inputs']): Tensor
  /** The loss and its way back; gives the loss and the gradient of each weight, zero where frozen. */
  lossAndGradients(
    batch: Batch,
    options: Pick<PassOptions, 'inputs' | 'dropoutBatch' | 'trace'> & { readonly forces: boolean },
  ): { loss: Tensor; gradients: Tensor[] }
}

/** Passes through a network with the weights that its store has at the time. Call them within `tidy`. */
export function networkPasses(
  spec: ModelSpec,
  shape: NetworkShape,
  layout: readonly WeightEntry[],
  store: Pick<WeightStore, 'weights' | 'predicted'>,
): NetworkPasses {
  /** Weights of this layout as values of a tape; frozen ones and all but trained ones are constants. */
  function values(tape: Tape, tensors: readonly Tensor[], trained: boolean): Map<string, Value> {
    return new Map(
      layout.map(({ name, frozen }, index) => [
        name,
        trained && !frozen ? tape.weight(tensors[index]) : tape.constant(tensors[index]),
      ]),
    )
  }

  return {
    predictedRaw(inputs) {
      const tape = createTape()
      const weights = values(tape, store.predicted(), false)
      return forward(spec, shape, {
        tape,
        weights,
        inputs,
        forced: null,
        dropoutBatch: null,
        trace: () => null,
      }).tensor
    },

    lossAndGradients(batch, { forces, ...options }) {
      const tape = createTape()
      const weights = values(tape, store.weights(), true)
      const targets = targetTensors(batch, spec.horizon)
      const raw = forward(spec, shape, {
        ...options,
        tape,
        weights,
        forced: forces ? targets : null,
      })
      const loss = tape.apply((numbers) => meanLoss(spec, numbers, targets), [raw])
      tape.backward(loss, scalar(1))
      const gradients = layout.map(({ name }, index) => {
        const own = store.weights()[index]
        return weights.get(name)?.gradient ?? zerosLike(own)
      })
      return { loss: loss.tensor, gradients }
    },
  }
}
