import { describe, expect, it } from 'vitest'
import { createFusedNetwork } from '../../../../engine/network/fused/fused-network'
import type { Network } from '../../../../engine/network/network'
import type { ModelSpec, OptimizerSpec } from '../../../../engine/spec/model-spec'
import { randomBatch } from '../../../helpers/random-batch'
import { readKernelBuilds } from '../../../helpers/kernel-builds'
import { layer, networkSpec } from '../../../helpers/network-spec'

const create = (spec: ModelSpec): Promise<Network> =>
  createFusedNetwork(spec, { features: 3 }, { builds: readKernelBuilds(), threads: 1 })

async function train(network: Network, spec: ModelSpec, steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) await network.trainBatch(randomBatch(spec), 1e-2)
}

const optimizers: readonly OptimizerSpec[] = [
  { kind: 'sgd', learningRate: 1e-2, weightDecay: 0.01, momentum: 0.9 },
  { kind: 'rmsprop', learningRate: 1e-2, weightDecay: 0.01 },
  { kind: 'adam', learningRate: 1e-2, weightDecay: 0.01 },
  { kind: 'adamw', learningRate: 1e-2, weightDecay: 0.01 },
]

describe('the state of a network', () => {
  it.each(optimizers)('continues a training to the bit: $kind', async (optimizer) => {
    const spec = networkSpec({
      optimizer,
      layers: [layer('gru', 5, { dropout: 0.3, recurrentDropout: 0.2 })],
      accumulation: 3,
      averageDecay: 0.9,
      clipNorm: 0.5,
    })
    const whole = await create(spec)
    await train(whole, spec, 11)
    const first = await create(spec)
    await train(first, spec, 4)
    const second = await create({ ...spec, seed: spec.seed })
    second.setState(structuredClone(await first.state()))
    await train(second, spec, 7)
    expect(await second.state()).toEqual(await whole.state())
  })

  it('is refused when it is of another network', async () => {
    const small = await create(networkSpec())
    const large = await create(networkSpec({ layers: [layer('lstm', 6)] }))
    const weights = await small.weights()
    expect(() => {
      large.setWeights(weights)
    }).toThrow(/layers\[0\]\.kernel of shape \[3, 24\]/)
  })
})

/** The optimizers' formulas once more, on one number in float64. */
function expected(spec: OptimizerSpec, w: number, gradients: readonly number[]): number {
  let first = 0
  let second = 0
  gradients.forEach((gradient, index) => {
    const t = index + 1
    const decay = spec.weightDecay
    const g = spec.kind === 'adamw' ? gradient : gradient + decay * w
    const rate = spec.learningRate
    if (spec.kind === 'sgd') {
      first = spec.momentum * first + g
      w -= rate * first
    } else if (spec.kind === 'rmsprop') {
      second = 0.9 * second + 0.1 * g * g
      w -= (rate * g) / (Math.sqrt(second) + 1e-7)
    } else {
      first = 0.9 * first + 0.1 * g
      second = 0.999 * second + 0.001 * g * g
      if (spec.kind === 'adamw') w -= rate * decay * w
      w -= (rate * (first / (1 - 0.9 ** t))) / (Math.sqrt(second / (1 - 0.999 ** t)) + 1e-7)
    }
  })
  return w
}

describe('one step of an optimizer', () => {
  it.each(optimizers)('follows its formula, biases undecayed: $kind', async (optimizer) => {
    const spec = networkSpec({ optimizer, layers: [layer('rnn', 2)] })
    const twin = await create({ ...spec, accumulation: 2 })
    const network = await create(spec)
    const gradients = new Map<string, number[]>()
    const start = await network.weights()
    for (let step = 0; step < 4; step++) {
      twin.setWeights(await network.weights())
      await twin.trainBatch(randomBatch(spec), 1e-2)
      for (const { name, values } of (await twin.state()).pending) {
        gradients.set(name, [...(gradients.get(name) ?? []), values[0]])
      }
      await twin.trainBatch(randomBatch(spec), 1e-2)
      await network.trainBatch(randomBatch(spec), 1e-2)
    }
    const end = await network.weights()
    start.forEach(({ name, values }, index) => {
      const decays = /kernel|Kernel/.test(name)
      const rule = decays ? optimizer : { ...optimizer, weightDecay: 0 }
      const wanted = expected(rule, values[0], gradients.get(name) ?? [])
      expect(Math.abs(end[index].values[0] - wanted), name).toBeLessThan(2e-6)
    })
  })

  it('clips to the global norm, leaves frozen weights and scales the skip’s rate', async () => {
    const spec = networkSpec({
      optimizer: { kind: 'sgd', learningRate: 1, weightDecay: 0, momentum: 0 },
      layers: [layer('gru', 4, { frozen: true }), layer('gru', 4)],
      skip: { initial: { kind: 'zero' }, learningRateFactor: 0.25, frozen: false },
      clipNorm: 0.01,
    })
    const network = await create(spec)
    const before = await network.weights()
    const { gradientNorm } = await network.trainBatch(randomBatch(spec), 1)
    expect(gradientNorm).toBeGreaterThan(0.01)
    const moved = (await network.weights()).map(({ name, values }, index) => {
      const factor = name.startsWith('skip') ? 0.25 : 1
      const difference = values.map((value, i) => (value - before[index].values[i]) / factor)
      return { name, squares: difference.reduce((sum, d) => sum + d * d, 0) }
    })
    for (const { name, squares } of moved) {
      if (name.startsWith('layers[0]')) expect(squares).toBe(0)
    }
    const norm = Math.sqrt(moved.reduce((sum, { squares }) => sum + squares, 0))
    expect(norm).toBeCloseTo(0.01, 5)
  })

  it('averages the weights for predictions and starts the skip at seasonal naive', async () => {
    const skip = {
      initial: { kind: 'seasonal-naive', season: 2 },
      learningRateFactor: 1,
      frozen: true,
    } as const
    const spec = networkSpec({
      averageDecay: 0.5,
      skip,
      head: { kind: 'point', initialScale: 1e-6 },
    })
    const network = await create(spec)
    const { inputs, size } = randomBatch(spec)
    const forecast = await network.predict(inputs, size)
    const at = (window: number, step: number): number => inputs[(window * 7 + step) * 3]
    for (let window = 0; window < size; window++) {
      expect(forecast[window * 3]).toBeCloseTo(at(window, 5), 4)
      expect(forecast[window * 3 + 1]).toBeCloseTo(at(window, 6), 4)
      expect(forecast[window * 3 + 2]).toBeCloseTo(at(window, 5), 4)
    }
    const [before] = await network.weights()
    await network.trainBatch(randomBatch(spec), 1e-2)
    const [after] = await network.weights()
    const [average] = (await network.state()).averages
    average.values.forEach((value, i) => {
      expect(value).toBeCloseTo((before.values[i] + after.values[i]) / 2, 6)
    })
  })
})
