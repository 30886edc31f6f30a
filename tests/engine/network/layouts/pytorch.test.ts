import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../../engine/errors'
import { initialWeights } from '../../../../engine/network/initial-weights'
import { fromPyTorch, toPyTorch } from '../../../../engine/network/layouts/pytorch'
import { createRandom } from '../../../../engine/random'
import { defaultLayer } from '../../../../engine/spec/default-layer'
import { defaultSpec } from '../../../../engine/spec/default-spec'
import type { ModelSpec } from '../../../../engine/spec/model-spec'
import { networkCases } from '../../../helpers/network-cases'
import { executors } from '../../../helpers/networks'
import { torchCells } from '../../../helpers/torch-fixture'

type TorchCell = (typeof torchCells)[number]

function specOf({ kind, activation, bidirectional, ...sizes }: TorchCell): ModelSpec {
  const direction = bidirectional ? 'concat' : 'forward'
  const layer = defaultLayer(kind, { units: sizes.units, direction })
  return defaultSpec({
    input: { history: sizes.history, segment: 1 },
    horizon: sizes.horizon,
    layers: [layer.kind === 'rnn' ? { ...layer, activation } : layer],
    optimizer: { kind: 'adam', learningRate: 0.01, weightDecay: 0 },
    clipNorm: null,
    batchSize: sizes.size,
  })
}

const named = torchCells.map(
  (one) =>
    [`${one.kind} ${one.activation}${one.bidirectional ? ', both directions' : ''}`, one] as const,
)

describe.each(executors)('weights from PyTorch: %s', (_, create) => {
  it.each(named)('give its outputs and its course of Adam: %s', async (__, one) => {
    const spec = specOf(one)
    const shape = { features: one.features }
    const network = await create(spec, shape)
    network.setWeights(fromPyTorch(spec, shape, one.weights))
    const inputs = Float32Array.from(one.inputs)
    const predicted = await network.predict(inputs, one.size)
    predicted.forEach((value, i) => {
      expect(value).toBeCloseTo(one.outputs[i], 5)
    })
    const batch = { size: one.size, inputs, targets: Float32Array.from(one.targets) }
    for (const expected of one.losses) {
      const { loss } = await network.trainBatch(batch, 0.01)
      expect(Math.abs(loss - expected)).toBeLessThan(1e-5)
    }
    const after = await network.predict(inputs, one.size)
    after.forEach((value, i) => {
      expect(value).toBeCloseTo(one.outputsAfter[i], 4)
    })
    network.dispose()
  })
})

describe('toPyTorch', () => {
  it.each(networkCases)('and back changes no bit: $name', ({ spec, batch }) => {
    const shape = { features: batch.features ?? 3 }
    const random = createRandom(9)
    const weights = initialWeights(spec, shape).map((weight) => ({
      ...weight,
      values: weight.values.map((value) => value + random.normal()),
    }))
    const torch = toPyTorch(spec, shape, weights)
    expect(fromPyTorch(spec, shape, torch.toReversed())).toEqual(weights)
    for (const { shape: own, values } of torch) {
      expect(values).toHaveLength(own.reduce((product, side) => product * side, 1))
    }
  })

  it.each(named)('gives the names, shapes and matrices that PyTorch has: %s', (_, one) => {
    const spec = specOf(one)
    const shape = { features: one.features }
    const back = new Map(
      toPyTorch(spec, shape, fromPyTorch(spec, shape, one.weights)).map((own) => [own.name, own]),
    )
    expect(back.size).toBe(one.weights.length)
    for (const { name, shape: side, values } of one.weights) {
      const own = back.get(name)
      expect(own?.shape, name).toEqual(side)
      if (one.kind === 'gru' || !name.includes('bias_')) expect(own?.values, name).toEqual(values)
    }
  })

  it('names what is missing or of another shape', () => {
    const [one] = torchCells
    const spec = specOf(one)
    const shape = { features: one.features }
    const short = one.weights.filter(({ name }) => name !== 'head.bias')
    expect(() => fromPyTorch(spec, shape, short)).toThrow(EngineError)
    expect(() => fromPyTorch(spec, { features: 4 }, one.weights)).toThrow(
      'The weights layers.0.weight_ih_l0 must be [5, 4]; they are [5, 3].',
    )
  })
})
