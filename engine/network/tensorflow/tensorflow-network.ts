import {
  add,
  dispose,
  sqrt,
  square,
  stack,
  sum,
  tensor,
  tensor2d,
  tidy,
  type Tensor,
} from '@tensorflow/tfjs-core'
import { EngineError } from '../../errors'
import { createRandom } from '../../random'
import type { ModelSpec } from '../../spec/model-spec'
import { countParameters, weightShapes } from '../../spec/weight-shapes'
import { dropoutMask } from '../dropout-mask'
import { initialWeights } from '../initial-weights'
import type { Network, NetworkShape, WeightTensor } from '../network'
import { startAdam, stepAdam } from './adam'
import { inputSteps, targetTensors } from './batch-tensors'
import { lossAndGradients, predictions, type DropoutMasks } from './gradients'
import { lossAndSlope } from './losses'

/**
 * A network on whichever TensorFlow.js backend is active; `backend` is the name it reports. It owns its
 * weights and the optimizer's moments, nothing else outlives a call.
 */
export function createTensorflowNetwork(
  spec: ModelSpec,
  { features }: NetworkShape,
  backend: string,
): Network {
  const shapes = weightShapes(spec, features)
  const { history } = spec.input
  const dropout = createRandom(spec.seed).split('dropout')
  let weights: Tensor[] = upload(initialWeights(spec, features))
  let adam = startAdam(weights)

  const drawMasks = (size: number): DropoutMasks =>
    spec.layers.map(({ units, dropout: rate }) =>
      rate === 0 ? null : tensor2d(dropoutMask(size, units, rate, dropout), [size, units]),
    )

  return {
    backend,
    parameterCount: countParameters(shapes),

    async trainBatch(batch, learningRate) {
      const [told, ...gradients] = tidy(() => {
        const { loss, gradients } = lossAndGradients(
          spec,
          weights,
          inputSteps(batch.inputs, batch.size, history, features),
          targetTensors(batch, spec.horizon),
          drawMasks(batch.size),
        )
        const squares = gradients.map((gradient) => sum(square(gradient)))
        return [stack([loss, sqrt(squares.reduce((total, one) => add(total, one)))]), ...gradients]
      })
      try {
        const [loss, gradientNorm] = await told.data()
        // A step from numbers that are none would spoil the weights for good.
        if (Number.isFinite(loss) && Number.isFinite(gradientNorm)) {
          const scale = Math.min(1, spec.clipNorm / gradientNorm)
          const next = stepAdam(weights, gradients, adam, learningRate, scale)
          dispose([...weights, ...adam.means, ...adam.squares])
          weights = next.weights
          adam = next.state
        }
        return { loss, gradientNorm }
      } finally {
        dispose([told, ...gradients])
      }
    },

    evaluate: (batch) =>
      readOne(() => {
        const inputs = inputSteps(batch.inputs, batch.size, history, features)
        const predicted = predictions(spec, weights, inputs)
        return lossAndSlope(spec.loss, predicted, targetTensors(batch, spec.horizon)).loss
      }).then(([loss]) => loss),

    predict: (inputs, size) =>
      readOne(() => predictions(spec, weights, inputSteps(inputs, size, history, features))),

    weights: () =>
      Promise.all(
        shapes.map(async ({ name, shape }, index) => {
          const values = Float32Array.from(await weights[index].data())
          return { name, shape, values }
        }),
      ),

    setWeights(replacement) {
      const described = (list: readonly { name: string; shape: readonly number[] }[]) =>
        list.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join('; ')
      if (described(replacement) !== described(shapes)) {
        throw new EngineError(
          'request-invalid',
          `These weights are not of this network: it has ${described(shapes)}; given were ` +
            `${described(replacement)}.`,
          { remedy: 'Use weights of a network with the same layers, features and horizon.' },
        )
      }
      dispose(weights)
      weights = upload(replacement)
    },

    dispose() {
      dispose([...weights, ...adam.means, ...adam.squares])
      weights = []
      adam = { means: [], squares: [], steps: 0 }
    },
  }
}

function upload(weights: readonly WeightTensor[]): Tensor[] {
  return weights.map(({ shape, values }) => tensor(values, [...shape], 'float32'))
}

/** The values of one tensor computed by `compute`, which is disposed. */
async function readOne(compute: () => Tensor): Promise<Float32Array> {
  const result = tidy(compute)
  try {
    return Float32Array.from(await result.data())
  } finally {
    result.dispose()
  }
}
