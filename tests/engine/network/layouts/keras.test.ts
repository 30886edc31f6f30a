import { expect, it } from 'vitest'
import { initialWeights } from '../../../../engine/network/initial-weights'
import { fromKeras, toKeras } from '../../../../engine/network/layouts/keras'
import { defaultLayer } from '../../../../engine/spec/default-layer'
import { networkCases } from '../../../helpers/network-cases'
import { smallSpec } from '../../../helpers/networks'

it('names and shapes tensors as Keras does', () => {
  const spec = smallSpec({
    before: [{ units: 4, activation: 'relu', dropout: 0, frozen: false }],
    layers: [
      defaultLayer('lstm', { units: 5, direction: 'concat' }),
      defaultLayer('gru', { units: 3, layerNorm: true }),
    ],
  })
  const shape = { features: 2 }
  expect(
    toKeras(spec, shape, initialWeights(spec, shape)).map(({ name, shape: own }) => [name, ...own]),
  ).toEqual([
    ['before.0/kernel', 2, 4],
    ['before.0/bias', 4],
    ['layers.0/kernel', 4, 20],
    ['layers.0/recurrent_kernel', 5, 20],
    ['layers.0/bias', 20],
    ['layers.0/backward_kernel', 4, 20],
    ['layers.0/backward_recurrent_kernel', 5, 20],
    ['layers.0/backward_bias', 20],
    ['layers.1/kernel', 10, 9],
    ['layers.1/recurrent_kernel', 3, 9],
    ['layers.1/bias', 2, 9],
    ['layers.1/gamma', 3],
    ['layers.1/beta', 3],
    ['head/kernel', 3, 3],
    ['head/bias', 3],
  ])
})

it.each(networkCases)('goes there and back without changing a bit: $name', ({ spec, batch }) => {
  const shape = { features: batch.features ?? 3 }
  const weights = initialWeights(spec, shape)
  const keras = toKeras(spec, shape, weights)
  expect(new Set(keras.map(({ name }) => name)).size).toBe(keras.length)
  expect(fromKeras(spec, shape, keras.toReversed())).toEqual(weights)
})
