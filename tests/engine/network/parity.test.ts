import { describe, expect, it } from 'vitest'
import type { Network } from '../../../engine/network/network'
import type { ModelSpec, OptimizerSpec } from '../../../engine/spec/model-spec'
import { defaultLayer } from '../../../engine/spec/default-layer'
import { randomBatch, type BatchOptions } from '../../helpers/random-batch'
import { networkCases } from '../../helpers/network-cases'
import { networkSpec } from '../../helpers/network-spec'
import { createFused, createNetwork } from '../../helpers/networks'

async function both(
  spec: ModelSpec,
  options: BatchOptions,
  use: (fused: Network, tensorflow: Network) => Promise<void>,
): Promise<void> {
  const shape = { features: options.features ?? 3 }
  const networks = [await createFused(spec, shape), await createNetwork(spec, shape)] as const
  networks[1].setWeights(await networks[0].weights())
  try {
    await use(...networks)
  } finally {
    for (const network of networks) network.dispose()
  }
}

/** Largest difference of two lists. */
function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length)
  return Array.from(a, (value, i) => Math.abs(value - b[i])).reduce((x, y) => Math.max(x, y), 0)
}

const features: readonly (readonly [string, Partial<ModelSpec>])[] = [
  ...(['sgd', 'rmsprop', 'adam', 'adamw'] as const).map((kind) => {
    const rates = { learningRate: 1e-3, weightDecay: 0.01 }
    const optimizer: OptimizerSpec =
      kind === 'sgd' ? { kind, momentum: 0.9, ...rates } : { kind, ...rates }
    return [`${kind} with weight decay`, { optimizer }] as const
  }),
  ['clipping', { clipNorm: 0.1 }],
  ['accumulation over 3 batches', { accumulation: 3, clipNorm: 0.1 }],
  ['a moving average', { averageDecay: 0.9 }],
]

const cases = [
  ...networkCases,
  ...features.map(([name, changes]) => ({
    name,
    spec: networkSpec({ layers: [defaultLayer('gru', { units: 5, dropout: 0.2 })], ...changes }),
    batch: { masked: true, weighted: true } satisfies BatchOptions,
  })),
]

describe('fused and TensorFlow.js', () => {
  it.each(cases)('train alike for 50 steps: $name', { timeout: 60_000 }, ({ spec, batch }) =>
    both(spec, batch, async (fused, tensorflow) => {
      const given = randomBatch(spec, batch)
      for (let step = 0; step < 50; step++) {
        const a = await fused.trainBatch(given, 1e-3)
        const b = await tensorflow.trainBatch(given, 1e-3)
        expect(a.fault).toBeNull()
        expect(Math.abs(a.loss - b.loss), `loss at step ${String(step)}`).toBeLessThan(
          1e-4 * Math.max(1, Math.abs(b.loss)),
        )
        expect(Math.abs(a.gradientNorm - b.gradientNorm)).toBeLessThan(
          1e-3 * Math.max(1, b.gradientNorm),
        )
      }
      expect(
        Math.abs((await fused.evaluate(given)) - (await tensorflow.evaluate(given))),
      ).toBeLessThan(1e-4)
      const predicted = await fused.predict(given.inputs, given.size, given.lengths)
      expect(
        apart(predicted, await tensorflow.predict(given.inputs, given.size, given.lengths)),
      ).toBeLessThan(2e-3)
    }),
  )

  it.each(cases)('see the same gradient flow: $name', { timeout: 60_000 }, ({ spec, batch }) =>
    both(spec, batch, async (fused, tensorflow) => {
      const given = randomBatch(spec, batch)
      const [a, b] = [await fused.gradientFlow(given), await tensorflow.gradientFlow(given)]
      a.layers.forEach(({ norms, saturation }, index) => {
        const other = b.layers[index]
        expect(apart(norms, other.norms)).toBeLessThan(1e-4 * Math.max(1, ...other.norms))
        expect(saturation).toBeCloseTo(other.saturation, 2)
      })
    }),
  )

  it('hand a training over in either direction', async () => {
    const spec = networkSpec({
      layers: [defaultLayer('lstm', { units: 5, dropout: 0.3, recurrentDropout: 0.2 })],
      accumulation: 2,
      averageDecay: 0.9,
    })
    await both(spec, {}, async (fused, tensorflow) => {
      const given = randomBatch(spec)
      for (let step = 0; step < 5; step++) await fused.trainBatch(given, 1e-2)
      tensorflow.setState(await fused.state())
      for (let step = 0; step < 6; step++) {
        const a = await fused.trainBatch(given, 1e-2)
        const b = await tensorflow.trainBatch(given, 1e-2)
        expect(a.loss).toBeCloseTo(b.loss, 4)
      }
      const ours = await tensorflow.state()
      fused.setState(ours)
      expect(await fused.state()).toEqual(ours)
    })
  })
})
