import { describe, expect, it } from 'vitest'
import type { Batch, WeightTensor } from '../../../engine/network/network'
import { createRandom, type Random } from '../../../engine/random'
import { defaultLayer } from '../../../engine/spec/default-layer'
import { defaultSpec } from '../../../engine/spec/default-spec'
import type { ModelSpec } from '../../../engine/spec/model-spec'
import { executors } from '../../helpers/networks'
import { torchNotebook } from '../../helpers/torch-fixture'

// The two models of the notebook, on random sequences of random classes as there.
const classes = {
  head: { kind: 'classes', count: 5, initialScale: 1 },
  loss: { kind: 'cross-entropy' },
  layers: [defaultLayer('rnn', { units: 50 })],
  horizon: 1,
  batchSize: 32,
  clipNorm: null,
} as const

const torchSpec = (seed: number): ModelSpec =>
  defaultSpec({ ...classes, input: { history: 15, segment: 1 }, epochs: 20, seed })

function randomSequences(random: Random, history: number, features: number): Batch {
  return {
    size: 32,
    inputs: Float32Array.from({ length: 32 * history * features }, () => random.normal()),
    targets: Float32Array.from({ length: 32 }, () => random.integer(5)),
  }
}

/**
 * As PyTorch draws them: nn.RNN uniform in ±1/√units for all its weights and both of its biases, whose sum is
 * the one here; nn.Linear uniform in ±1/√inputs, which is the same number.
 */
function drawAsPyTorch(weights: readonly WeightTensor[], random: Random): WeightTensor[] {
  const limit = 1 / Math.sqrt(50)
  const draw = (): number => (2 * random.uniform() - 1) * limit
  return weights.map((weight) => ({
    ...weight,
    values: weight.values.map(() => (weight.name === 'layers[0].bias' ? draw() + draw() : draw())),
  }))
}

describe.each(executors)('the notebook’s networks: %s', (_, create) => {
  it('RNN(10 → 50) → Linear(5) follows the course of PyTorch', { timeout: 60_000 }, async () => {
    const seeds = 20
    const sums = new Float64Array(20)
    for (let seed = 1; seed <= seeds; seed++) {
      const random = createRandom(seed).split('notebook')
      const network = await create(torchSpec(seed), { features: 10 })
      network.setWeights(drawAsPyTorch(await network.weights(), random))
      const batch = randomSequences(random, 15, 10)
      for (let epoch = 0; epoch < 20; epoch++) {
        sums[epoch] += (await network.trainBatch(batch, 0.001)).loss
      }
      network.dispose()
    }
    // The notebook printed 1.507, 1.423, 1.339 and 1.249 at epochs 5, 10, 15 and 20: one draw, each within
    // a deviation of the mean over 40 draws that PyTorch gives. The means must be within 4 standard errors.
    const { means, deviations, seeds: theirs } = torchNotebook
    sums.forEach((sum, epoch) => {
      const error = deviations[epoch] * Math.sqrt(1 / seeds + 1 / theirs)
      expect(Math.abs(sum / seeds - means[epoch]), `epoch ${String(epoch + 1)}`).toBeLessThan(
        4 * error,
      )
    })
    for (const [index, printed] of [1.507, 1.423, 1.339, 1.249].entries()) {
      const epoch = 5 * index + 4
      expect(Math.abs(sums[epoch] / seeds - printed)).toBeLessThan(3 * deviations[epoch])
    }
  })

  it(
    'SimpleRNN(50, tanh) → Dense(5, softmax) learns 10 steps of 20 features',
    { timeout: 60_000 },
    async () => {
      const spec = defaultSpec({ ...classes, input: { history: 10, segment: 1 } })
      const network = await create(spec, { features: 20 })
      const batch = randomSequences(createRandom(4), 10, 20)
      const accuracy = async (): Promise<number> => {
        const probabilities = await network.predict(batch.inputs, batch.size)
        const right = Array.from(batch.targets).filter((target, row) => {
          const own = probabilities.subarray(5 * row, 5 * row + 5)
          expect(own.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5)
          return own.indexOf(Math.max(...own)) === target
        })
        return right.length / batch.size
      }
      const before = await network.evaluate(batch)
      // Untrained, a guess among five: ln 5 and more.
      expect(before).toBeGreaterThan(1.4)
      for (let step = 0; step < 100; step++) await network.trainBatch(batch, 0.001)
      expect(await network.evaluate(batch)).toBeLessThan(before / 2)
      expect(await accuracy()).toBeGreaterThan(0.9)
      network.dispose()
    },
  )
})
