import type { GpuExecutor } from '../../engine/network/network'
import type { ModelSpec } from '../../engine/spec/model-spec'
import { layer, networkSpec } from '../helpers/network-spec'
import { createFused } from '../helpers/networks'
import { randomBatch, type BatchOptions } from '../helpers/random-batch'
import { openGpuWorker, patience, softwareWebgpu, type GpuWorker } from './helpers/gpu-page'
import { expect, test } from './helpers/test'

interface Case {
  readonly name: string
  readonly steps: number
  readonly changes: Partial<ModelSpec>
  readonly batch: BatchOptions
}

/** Steps whose numbers are compared; later ones tell only whether something is left behind. */
const compared = 20
/** Steps that `measure` takes before those that it is asked for. */
const warmUp = 3
const features = 2

/**
 * Every cell, both directions, two layers, and heads for a point, quantiles and classes in three networks:
 * software takes longer to compile a program than to run it, so that each kind of program is in one of them.
 */
const cases = (units: number, longSteps: number): readonly Case[] => [
  {
    name: 'classes by a SimpleRNN in both directions, sequences of different length',
    steps: compared,
    changes: {
      layers: [layer('rnn', units, { direction: 'concat' })],
      head: { kind: 'classes', initialScale: 1, count: 3 },
      loss: { kind: 'cross-entropy' },
      clipNorm: 0.5,
    },
    batch: { lengths: [2, 1, 2] },
  },
  {
    name: 'quantiles by an LSTM below a GRU with recurrent dropout, targets missing',
    steps: compared,
    changes: {
      layers: [layer('lstm', units), layer('gru', units, { recurrentDropout: 0.4 })],
      head: { kind: 'quantiles', initialScale: 1, levels: [0.1, 0.5, 0.9], weights: [1, 1, 1] },
      loss: { kind: 'pinball' },
    },
    batch: { masked: true },
  },
  {
    name: 'a SimpleRNN',
    steps: longSteps,
    changes: { layers: [layer('rnn', units)], input: { history: 1, segment: 1 }, batchSize: 1 },
    batch: { size: 1 },
  },
]

test('two hidden windows train at once as the fused kernels do, and leave nothing behind', async ({
  launch,
}) => {
  test.setTimeout(patience)
  const { app } = await launch({ switches: softwareWebgpu })
  const [webgl, webgpu] = [await openGpuWorker(app), await openGpuWorker(app)]
  expect(await webgl.describe(), 'software, which the switches ask for').toMatchObject([
    { executor: 'webgl', software: true, precision: 'float32' },
    { executor: 'webgpu', software: true, precision: 'float32' },
  ])
  await Promise.all([
    trainAll(webgl, 'webgl', cases(3, 500)),
    // Its products keep 64 threads at work for each number, which software runs one after the other.
    trainAll(webgpu, 'webgpu', cases(2, 100)),
  ])
})

async function trainAll(
  gpu: GpuWorker,
  executor: GpuExecutor,
  own: readonly Case[],
): Promise<void> {
  for (const { name, steps, changes, batch: options } of own) {
    await test.step(`${executor}: ${name}, ${String(steps)} steps`, async () => {
      const input = { history: 2, segment: 1 }
      const spec = networkSpec({ input, horizon: 2, batchSize: 3, ...changes })
      const batch = randomBatch(spec, { size: 3, features, ...options })
      const { backend, reports, usage } = await gpu.measure({
        ...{ executor, spec, features, batches: [batch] },
        steps: steps - warmUp,
        budgetMs: patience,
      })
      expect(backend).toBe(executor)
      expect(reports).toHaveLength(steps)
      const [, first, last] = usage
      expect(last.tensors).toBe(first.tensors)
      if (steps > compared) expect(last.bytes).toBe(first.bytes)
      const fused = await createFused(spec, { features })
      for (const [step, { loss, gradientNorm, fault }] of reports.slice(0, compared).entries()) {
        const { loss: ownLoss, gradientNorm: ownNorm } = await fused.trainBatch(
          batch,
          spec.optimizer.learningRate,
        )
        const place = `step ${String(step)}`
        expect(fault, place).toBeNull()
        expect(Math.abs(loss - ownLoss), place).toBeLessThan(1e-3)
        expect(Math.abs(gradientNorm - ownNorm), place).toBeLessThan(1e-3)
      }
      fused.dispose()
    })
  }
}
