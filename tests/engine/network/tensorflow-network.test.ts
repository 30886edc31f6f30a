import { memory } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../engine/errors'
import type { Network } from '../../../engine/network/network'
import { describeSpec } from '../../../engine/spec/describe-spec'
import type { ModelSpec } from '../../../engine/spec/model-spec'
import { createNetwork, randomBatch, smallSpec } from '../../helpers/networks'
import { finiteDifferences, referenceLoss, toFloat64 } from '../../helpers/reference-network'

async function withNetwork<T>(
  spec: ModelSpec,
  features: number,
  use: (network: Network) => Promise<T>,
): Promise<T> {
  const network = await createNetwork(spec, { features })
  try {
    return await use(network)
  } finally {
    network.dispose()
  }
}

const deep = smallSpec({
  layers: [
    { kind: 'lstm', units: 5, dropout: 0.3 },
    { kind: 'gru', units: 3, dropout: 0.2 },
  ],
})

describe('a TensorFlow.js network on WASM', () => {
  it('names its backend and counts its parameters', () =>
    withNetwork(deep, 2, async (network) => {
      expect(network.backend).toBe('tensorflow-wasm')
      expect(network.parameterCount).toBe(describeSpec(deep, 2).parameterCount)
      const weights = await network.weights()
      expect(weights.reduce((sum, { values }) => sum + values.length, 0)).toBe(
        network.parameterCount,
      )
    }))

  it('computes a GRU of one unit as by hand', async () => {
    const spec = smallSpec({
      input: { history: 2 },
      horizon: 1,
      layers: [{ kind: 'gru', units: 1, dropout: 0 }],
    })
    const values: Record<string, number[]> = {
      'layers[0].kernel': [0.5, -0.3, 0.8],
      'layers[0].recurrentKernel': [0.2, 0.4, -0.6],
      'layers[0].bias': [0.1, 0, -0.1, 0, 0.2, 0.3],
      'head.kernel': [2],
      'head.bias': [-0.5],
    }
    await withNetwork(spec, 1, async (network) => {
      const weights = await network.weights()
      network.setWeights(
        weights.map((weight) => ({ ...weight, values: Float32Array.from(values[weight.name]) })),
      )
      // x = 1: z = σ(0.6) = 0.645656, r = σ(-0.1) = 0.475021, n = tanh(0.7 + r·0.3) = 0.687134,
      //   h = (1 - z)·n = 0.243482.
      // x = -2: z = σ(-0.9 + 0.2·h) = 0.299159, r = σ(0.8 + 0.4·h) = 0.710413,
      //   n = tanh(-1.7 + r·(0.3 - 0.6·h)) = -0.920250, h' = n + z·(h - n) = -0.572109.
      const [predicted] = await network.predict(Float32Array.of(1, -2), 1)
      expect(predicted).toBeCloseTo(2 * -0.572109 - 0.5, 5)
    })
  })

  it("follows Adam's first two steps in float64, clipped to the norm", async () => {
    const spec = smallSpec({ clipNorm: 0.05 })
    const features = 2
    await withNetwork(spec, features, async (network) => {
      const weights = toFloat64(await network.weights())
      const batch = randomBatch(spec, features)
      const first = new Map<string, Float64Array>()
      const second = new Map<string, Float64Array>()
      for (let step = 1; step <= 2; step++) {
        const loss = () => referenceLoss(spec, features, weights, batch)
        const before = loss()
        const gradients = finiteDifferences(weights, loss)
        const norm = Math.hypot(...[...gradients.values()].flatMap((part) => [...part]))
        expect(norm).toBeGreaterThan(spec.clipNorm)
        for (const [name, { values }] of weights) {
          const m = first.get(name) ?? new Float64Array(values.length)
          const v = second.get(name) ?? new Float64Array(values.length)
          gradients.get(name)?.forEach((raw, i) => {
            const gradient = (raw * spec.clipNorm) / norm
            m[i] = 0.9 * m[i] + 0.1 * gradient
            v[i] = 0.999 * v[i] + 0.001 * gradient ** 2
            const mean = m[i] / (1 - 0.9 ** step)
            values[i] -= (0.01 * mean) / (Math.sqrt(v[i] / (1 - 0.999 ** step)) + 1e-7)
          })
          first.set(name, m)
          second.set(name, v)
        }
        const report = await network.trainBatch(batch, 0.01)
        expect(report.loss).toBeCloseTo(before, 5)
        expect(report.gradientNorm / norm).toBeCloseTo(1, 4)
      }
      for (const { name, values } of await network.weights()) {
        values.forEach((value, i) => {
          expect(value, name).toBeCloseTo(weights.get(name)?.values[i] ?? NaN, 4)
        })
      }
    })
  })

  it('repeats itself to the last bit, dropout and all', async () => {
    const run = (spec: ModelSpec) =>
      withNetwork(spec, 2, async (network) => {
        const losses: number[] = []
        for (let step = 0; step < 5; step++) {
          const batch = randomBatch(spec, 2, { seed: step, missing: 5 })
          losses.push((await network.trainBatch(batch, 0.01)).loss)
        }
        return { losses, weights: await network.weights() }
      })
    const once = await run(deep)
    expect(await run(deep)).toEqual(once)
    expect((await run({ ...deep, seed: 12 })).losses).not.toEqual(once.losses)
  })

  it('keeps no tensor from step to step, and none at all once disposed', async () => {
    expect(memory().numTensors).toBe(0)
    const network = await createNetwork(deep, { features: 2 })
    const batch = randomBatch(deep, 2)
    const alive: number[] = []
    for (let step = 0; step < 4; step++) {
      await network.trainBatch(batch, 0.01)
      await network.evaluate(batch)
      await network.predict(batch.inputs, batch.size)
      network.setWeights(await network.weights())
      alive.push(memory().numTensors)
    }
    expect(new Set(alive).size).toBe(1)
    network.dispose()
    network.dispose()
    expect(memory().numTensors).toBe(0)
  })

  it('tells of a loss that is no number and leaves the weights alone', () =>
    withNetwork(smallSpec(), 1, async (network) => {
      const before = await network.weights()
      const batch = randomBatch(smallSpec(), 1)
      batch.inputs[4] = NaN
      const report = await network.trainBatch(batch, 0.01)
      expect(report.loss).toBeNaN()
      expect(await network.weights()).toEqual(before)
    }))

  it('has no loss and no gradient where every target is missing', () =>
    withNetwork(smallSpec(), 1, async (network) => {
      const batch = randomBatch(smallSpec(), 1)
      batch.targets.fill(NaN)
      expect(await network.trainBatch(batch, 0.01)).toEqual({ loss: 0, gradientNorm: 0 })
    }))

  it('refuses weights of another network', () =>
    withNetwork(deep, 2, async (network) => {
      const other = await withNetwork(smallSpec(), 2, (small) => small.weights())
      expect(() => {
        network.setWeights(other)
      }).toThrow(EngineError)
    }))
})
