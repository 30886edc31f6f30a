import { describe, expect, it } from 'vitest'
import { createFusedNetwork } from '../../../../engine/network/fused/fused-network'
import type { Network } from '../../../../engine/network/network'
import type { ModelSpec } from '../../../../engine/spec/model-spec'
import { randomBatch } from '../../../helpers/random-batch'
import { readKernelBuilds } from '../../../helpers/kernel-builds'
import { layer, networkSpec } from '../../../helpers/network-spec'

const create = (spec: ModelSpec, memoryLimit?: number): Promise<Network> =>
  createFusedNetwork(
    spec,
    { features: 3 },
    {
      builds: readKernelBuilds(),
      threads: 1,
      ...(memoryLimit === undefined ? {} : { memoryLimit }),
    },
  )

describe('numbers that are none', () => {
  const spec = networkSpec({ layers: [layer('gru', 5), layer('lstm', 4)] })

  it.each([NaN, Infinity])('are found in the input, and no weight changes: %d', async (bad) => {
    const network = await create(spec)
    const before = await network.weights()
    const batch = randomBatch(spec)
    batch.inputs[17] = bad
    const { fault } = await network.trainBatch(batch, 1e-2)
    expect(fault).toEqual({ layer: 'input', where: 'input' })
    expect(await network.weights()).toEqual(before)
  })

  it('are found in a weight, with its layer', async () => {
    const network = await create(spec)
    const weights = await network.weights()
    const broken = weights.find(({ name }) => name === 'layers[1].recurrentKernel')
    broken?.values.fill(NaN, 3, 4)
    network.setWeights(weights)
    const { fault } = await network.trainBatch(randomBatch(spec), 1e-2)
    expect(fault).toEqual({ layer: 'layers[1]', where: 'weights' })
  })

  it('are found in the gradient of a network that explodes', async () => {
    const input = { history: 60, segment: 1 }
    const relu = networkSpec({ layers: [layer('rnn', 5, { activation: 'relu' })], input })
    const network = await create(relu)
    const weights = await network.weights()
    network.setWeights(weights.map((tensor) => ({ ...tensor, values: tensor.values.map(() => 3) })))
    const batch = randomBatch(relu)
    batch.inputs.fill(1)
    const { fault, loss } = await network.trainBatch(batch, 1e-2)
    expect(Number.isFinite(loss)).toBe(false)
    expect(fault?.where).toBe('gradient')
  })
})

describe('a network that cannot be', () => {
  const refused: readonly [string, Partial<ModelSpec>, string][] = [
    ['a segment that does not divide', { input: { history: 7, segment: 2 } }, 'input.segment'],
    [
      'a residual of unequal widths',
      { layers: [layer('gru', 5, { residual: true })] },
      'layers[0].residual',
    ],
    ['a sequence of another length', { readout: { kind: 'sequence' }, horizon: 3 }, 'horizon'],
    ['a loss of another head', { loss: { kind: 'pinball' } }, 'loss.kind'],
    [
      'positions after two directions',
      {
        readout: { kind: 'positions', dropout: 0 },
        layers: [layer('gru', 4, { direction: 'sum' })],
      },
      'layers[0].direction',
    ],
    [
      'a season longer than the window',
      {
        skip: {
          initial: { kind: 'seasonal-naive', season: 8 },
          learningRateFactor: 1,
          frozen: false,
        },
      },
      'skip.initial.season',
    ],
  ]
  it.each(refused)('is refused with the field: %s', async (_, changes, field) => {
    await expect(create(networkSpec(changes))).rejects.toMatchObject({
      code: 'spec-invalid',
      details: { field, remedy: expect.any(String) as string },
    })
  })

  it('is refused before anything is allocated when it needs more memory than allowed', async () => {
    const spec = networkSpec({
      layers: [layer('lstm', 4096)],
      batchSize: 4096,
      input: { history: 1000, segment: 1 },
    })
    await expect(create(spec)).rejects.toThrow(/needs .* MB/)
    await expect(create(networkSpec(), 10_000)).rejects.toMatchObject({
      details: { field: 'batchSize' },
    })
  })

  it('refuses a batch that is too short or too large', async () => {
    const network = await create(networkSpec())
    await expect(network.predict(new Float32Array(5), 2)).rejects.toThrow(/needs 42 inputs/)
    const large = randomBatch(networkSpec(), { size: 30 })
    await expect(network.trainBatch(large, 1)).rejects.toMatchObject({ details: { field: 'size' } })
  })
})

describe('windows beyond a batch', () => {
  it('are predicted and evaluated in parts, as one by one', async () => {
    const spec = networkSpec({ layers: [layer('gru', 6)], batchSize: 5 })
    const network = await create(spec)
    const batch = randomBatch(spec, { size: 23 })
    const all = await network.predict(batch.inputs, 23)
    for (let window = 0; window < 23; window++) {
      const one = await network.predict(batch.inputs.slice(window * 21, (window + 1) * 21), 1)
      expect(all.slice(window * 3, window * 3 + 3)).toEqual(one)
    }
    const squares = all.map((value, i) => (value - batch.targets[i]) ** 2)
    const mean = squares.reduce((a, b) => a + b, 0) / squares.length
    expect(await network.evaluate(batch)).toBeCloseTo(mean, 5)
  })
})
