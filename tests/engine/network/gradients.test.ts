import { memory, tensor, tensor2d, tidy } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { dropoutMask } from '../../../engine/network/dropout-mask'
import { initialWeights } from '../../../engine/network/initial-weights'
import type { WeightTensor } from '../../../engine/network/network'
import { inputSteps, targetTensors } from '../../../engine/network/tensorflow/batch-tensors'
import { lossAndGradients } from '../../../engine/network/tensorflow/gradients'
import { createRandom } from '../../../engine/random'
import type { ModelSpec } from '../../../engine/spec/model-spec'
import { createNetwork, randomBatch, smallSpec } from '../../helpers/networks'
import {
  finiteDifferences,
  referenceLoss,
  referencePredict,
  toFloat64,
} from '../../helpers/reference-network'

const features = 3
const sized = { units: 5, dropout: 0 }
const rnn = { kind: 'rnn', activation: 'tanh', ...sized } as const
const relu = { kind: 'rnn', activation: 'relu', ...sized } as const
const lstm = { kind: 'lstm', ...sized } as const
const gru = { kind: 'gru', ...sized } as const

/** Initial weights with biases drawn too, so that a mistake in a bias cannot hide behind zeros. */
function someWeights(spec: ModelSpec): readonly WeightTensor[] {
  const random = createRandom(21)
  return initialWeights(spec, features).map((weight) => ({
    ...weight,
    values: weight.values.map((value) => value + 0.3 * random.normal()),
  }))
}

const cases: [string, Partial<ModelSpec>][] = [
  ['SimpleRNN tanh', { layers: [rnn] }],
  ['SimpleRNN ReLU', { layers: [relu] }],
  ['LSTM', { layers: [lstm] }],
  ['GRU', { layers: [gru] }],
  ['SimpleRNN twice', { layers: [rnn, { ...relu, units: 3 }] }],
  ['LSTM twice', { layers: [lstm, { ...lstm, units: 3 }] }],
  ['GRU twice', { layers: [gru, { ...gru, units: 3 }] }],
  [
    'three kinds with dropout',
    { layers: [{ ...lstm, dropout: 0.4 }, gru, { ...rnn, dropout: 0.3 }] },
  ],
  ['absolute error', { layers: [gru], loss: 'mae' }],
  ['Huber', { layers: [lstm], loss: 'huber' }],
  [
    'one step, one feature wide',
    { layers: [{ ...gru, units: 1 }], input: { history: 1 }, horizon: 1 },
  ],
]

beforeAll(async () => {
  const network = await createNetwork(smallSpec(), { features })
  network.dispose()
})

describe.each(cases)('%s', (_, changes) => {
  const spec = smallSpec(changes)
  const weights = someWeights(spec)
  // Every fourth target is missing.
  const batch = randomBatch(spec, features, { missing: 4 })
  const masks = spec.layers.map(({ units, dropout }, index) =>
    dropout === 0 ? null : dropoutMask(batch.size, units, dropout, createRandom(index)),
  )

  it('has the gradients of finite differences in float64', () => {
    const reference = toFloat64(weights)
    const expected = finiteDifferences(reference, (nudged) =>
      referenceLoss(spec, features, nudged, batch, masks),
    )
    const result = tidy(() => {
      const { loss, gradients } = lossAndGradients(
        spec,
        weights.map(({ values, shape }) => tensor(values, [...shape])),
        inputSteps(batch.inputs, batch.size, spec.input.history, features),
        targetTensors(batch, spec.horizon),
        masks.map((mask, i) => mask && tensor2d(mask, [batch.size, spec.layers[i].units])),
      )
      return {
        loss: loss.dataSync()[0],
        shapes: gradients.map(({ shape }) => shape),
        gradients: gradients.map((gradient) => gradient.dataSync()),
      }
    })
    expect(result.loss).toBeCloseTo(referenceLoss(spec, features, reference, batch, masks), 5)
    weights.forEach(({ name, shape }, index) => {
      expect(result.shapes[index]).toEqual(shape)
      const by = expected.get(name) ?? new Float64Array()
      const difference = by.map((value, i) => value - result.gradients[index][i])
      expect(Math.hypot(...difference), name).toBeLessThanOrEqual(1e-4 * Math.hypot(...by))
    })
    expect(memory().numTensors).toBe(0)
  })

  it('predicts and evaluates as the reference does, without dropout', async () => {
    const network = await createNetwork(spec, { features })
    network.setWeights(weights)
    const reference = toFloat64(weights)
    const predicted = await network.predict(batch.inputs, batch.size)
    referencePredict(spec, features, reference, batch)
      .flat()
      .forEach((value, i) => {
        expect(predicted[i]).toBeCloseTo(value, 5)
      })
    const loss = await network.evaluate(batch)
    expect(loss).toBeCloseTo(referenceLoss(spec, features, reference, batch), 5)
    network.dispose()
  })
})
