import { memory } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../../engine/errors'
import type { Network } from '../../../../engine/network/network'
import { describeSpec } from '../../../../engine/spec/describe-spec'
import type { ModelSpec, OptimizerSpec } from '../../../../engine/spec/model-spec'
import { createNetwork, randomBatch, smallSpec } from '../../../helpers/networks'
import { layer } from '../../../helpers/network-spec'
import { float64Network } from '../../../helpers/float64-network'

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
  averageDecay: 0.9,
  layers: [
    layer('lstm', 5, { dropout: 0.3, recurrentDropout: 0.1, direction: 'concat' }),
    layer('gru', 3, { dropout: 0.2, layerNorm: true, initialState: 'learned' }),
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
      input: { history: 2, segment: 1 },
      horizon: 1,
      layers: [layer('gru', 1)],
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

  const optimizers: OptimizerSpec[] = [
    { kind: 'sgd', momentum: 0.9, learningRate: 0.01, weightDecay: 0.1 },
    { kind: 'rmsprop', learningRate: 0.01, weightDecay: 0.1 },
    { kind: 'adam', learningRate: 0.01, weightDecay: 0.1 },
    { kind: 'adamw', learningRate: 0.01, weightDecay: 0.1 },
  ]
  it.each(optimizers)('follows two clipped steps of $kind in float64', async (optimizer) => {
    const clipNorm = 0.05
    const skip = { initial: { kind: 'zero' }, learningRateFactor: 0.3, frozen: false } as const
    const spec = smallSpec({ clipNorm, optimizer, averageDecay: 0.6, skip })
    await withNetwork(spec, 2, async (network) => {
      const start = await network.weights()
      const weights = new Map(start.map(({ name, values }) => [name, Float64Array.from(values)]))
      const averages = new Map(start.map(({ name, values }) => [name, Float64Array.from(values)]))
      const zeros = () =>
        new Map(start.map(({ name, values }) => [name, new Float64Array(values.length)]))
      const [first, second] = [zeros(), zeros()]
      const reference = float64Network(spec, { features: 2 }, weights)
      const batch = randomBatch(spec, 2)
      for (let step = 1; step <= 2; step++) {
        const before = reference.loss(batch, true)
        const gradients = finiteDifferences(weights, () => reference.loss(batch, true))
        const norm = Math.hypot(...[...gradients.values()].flatMap((part) => [...part]))
        expect(norm).toBeGreaterThan(clipNorm)
        for (const [name, values] of weights) {
          const m = first.get(name) ?? new Float64Array()
          const v = second.get(name) ?? new Float64Array()
          const average = averages.get(name) ?? new Float64Array()
          const decay = /[kK]ernel/.test(name) ? optimizer.weightDecay : 0
          const rate = name === 'skip.kernel' ? 0.003 : 0.01
          gradients.get(name)?.forEach((raw, i) => {
            const apart = optimizer.kind === 'adamw'
            const g = (raw * clipNorm) / norm + (apart ? 0 : decay * values[i])
            if (apart) values[i] *= 1 - rate * decay
            if (optimizer.kind === 'sgd') {
              m[i] = 0.9 * m[i] + g
              values[i] -= rate * m[i]
            } else if (optimizer.kind === 'rmsprop') {
              v[i] = 0.9 * v[i] + 0.1 * g * g
              values[i] -= (rate * g) / (Math.sqrt(v[i]) + 1e-7)
            } else {
              m[i] = 0.9 * m[i] + 0.1 * g
              v[i] = 0.999 * v[i] + 0.001 * g * g
              const mean = m[i] / (1 - 0.9 ** step)
              values[i] -= (rate * mean) / (Math.sqrt(v[i] / (1 - 0.999 ** step)) + 1e-7)
            }
            average[i] = 0.6 * average[i] + 0.4 * values[i]
          })
        }
        const report = await network.trainBatch(batch, 0.01)
        expect(report.loss).toBeCloseTo(before, 5)
        expect(report.gradientNorm / norm).toBeCloseTo(1, 4)
      }
      const state = await network.state()
      for (const { name, values } of state.weights) {
        const expected = weights.get(name) ?? new Float64Array()
        values.forEach((value, i) => {
          expect(value, name).toBeCloseTo(expected[i], 4)
        })
      }
      for (const { name, values } of state.averages) {
        const expected = averages.get(name) ?? new Float64Array()
        values.forEach((value, i) => {
          expect(value, name).toBeCloseTo(expected[i], 4)
        })
      }
      const averaged = float64Network(spec, { features: 2 }, averages)
      expect(await network.evaluate(batch)).toBeCloseTo(averaged.loss(batch, false), 4)
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
      await network.gradientFlow(batch)
      network.setState(await network.state())
      network.setWeights(await network.weights())
      alive.push(memory().numTensors)
    }
    expect(new Set(alive).size).toBe(1)
    network.dispose()
    network.dispose()
    expect(memory().numTensors).toBe(0)
  })

  it.each([
    [{ layer: 'input', where: 'input' }, 'inputs'],
    [{ layer: 'layers[0]', where: 'weights' }, 'layers[0].recurrentKernel'],
    [{ layer: 'head', where: 'weights' }, 'head.bias'],
  ] as const)('names the fault %o and leaves the weights alone', (fault, spoilt) =>
    withNetwork(smallSpec(), 1, async (network) => {
      const batch = randomBatch(smallSpec(), 1)
      if (spoilt === 'inputs') batch.inputs[4] = NaN
      const given = await network.weights()
      for (const { name, values } of given) if (name === spoilt) values[0] = Infinity
      network.setWeights(given)
      const report = await network.trainBatch(batch, 0.01)
      expect(report.fault).toEqual(fault)
      expect(await network.weights()).toEqual(given)
    }),
  )

  it('has no loss and no gradient where every target is missing', () =>
    withNetwork(smallSpec(), 1, async (network) => {
      const batch = randomBatch(smallSpec(), 1)
      batch.targets.fill(NaN)
      expect(await network.trainBatch(batch, 0.01)).toEqual({
        loss: 0,
        gradientNorm: 0,
        fault: null,
      })
    }))

  it('refuses weights of another network', () =>
    withNetwork(deep, 2, async (network) => {
      const other = await withNetwork(smallSpec(), 2, (small) => small.weights())
      expect(() => {
        network.setWeights(other)
      }).toThrow(EngineError)
    }))
})

/** Central finite differences of the loss by every weight. */
function finiteDifferences(
  weights: ReadonlyMap<string, Float64Array>,
  loss: () => number,
): Map<string, Float64Array> {
  const step = 1e-5
  return new Map(
    [...weights].map(([name, values]) => [
      name,
      values.map((held, i) => {
        values[i] = held + step
        const above = loss()
        values[i] = held - step
        const slope = (above - loss()) / (2 * step)
        values[i] = held
        return slope
      }),
    ]),
  )
}
