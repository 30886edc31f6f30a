import type { ModelSpec } from '../../engine/spec/model-spec'
import { layer, networkSpec } from '../helpers/network-spec'
import { createFused } from '../helpers/networks'
import { randomBatch, type BatchOptions } from '../helpers/random-batch'
import { openGpuWorker, patience, softwareGl } from './helpers/gpu-page'
import { expect, test } from './helpers/test'

// Programs are compiled for a number of units: with one, the cases share them.
const units = 3
const small = { input: { history: 3, segment: 1 }, horizon: 2, batchSize: 3 } as const
const features = 2

const cases: readonly (readonly [string, Partial<ModelSpec>, BatchOptions])[] = [
  ['SimpleRNN', { layers: [layer('rnn', units)] }, {}],
  ['LSTM', { layers: [layer('lstm', units)] }, {}],
  ['GRU', { layers: [layer('gru', units)] }, {}],
  [
    'classes by a SimpleRNN in both directions, sequences of different length',
    {
      layers: [layer('rnn', units, { direction: 'concat' })],
      head: { kind: 'classes', initialScale: 1, count: 3 },
      loss: { kind: 'cross-entropy' },
      clipNorm: 0.5,
    },
    { lengths: [3, 1, 2] },
  ],
  ['two layers of LSTM', { layers: [layer('lstm', units), layer('lstm', units)] }, {}],
  [
    'GRU with quantiles and recurrent dropout',
    {
      layers: [layer('gru', units, { recurrentDropout: 0.4 })],
      head: { kind: 'quantiles', initialScale: 1, levels: [0.1, 0.5, 0.9], weights: [1, 1, 1] },
      loss: { kind: 'pinball' },
    },
    { masked: true },
  ],
]

test('the hidden window trains as the fused kernels do, and leaves nothing behind', async ({
  launch,
}) => {
  test.setTimeout(patience)
  const { app } = await launch({ switches: softwareGl })
  const gpu = await openGpuWorker(app)
  const second = await openGpuWorker(app)
  const adapters = await gpu.describe()
  expect(adapters, 'software, which the switches ask for').toMatchObject([
    { executor: 'webgl', software: true, precision: 'float32' },
  ])

  for (const { executor } of adapters) {
    await test.step(`${executor}: trainings at once in two windows, each as if alone`, async () => {
      const all = cases.map(async ([name, changes, options], index) => {
        const spec = networkSpec({ ...small, ...changes })
        const batch = randomBatch(spec, { size: 3, features, ...options })
        const request = { executor, spec, features, batches: [batch], steps: 17 } as const
        const { backend, reports } = await (index % 2 === 0 ? gpu : second).measure({
          ...request,
          budgetMs: 60_000,
        })
        expect(backend).toBe(executor)
        expect(reports, name).toHaveLength(20)
        const fused = await createFused(spec, { features })
        for (const [step, { loss, gradientNorm, fault }] of reports.entries()) {
          const own = await fused.trainBatch(batch, spec.optimizer.learningRate)
          const place = `${name} on ${executor}, step ${String(step)}`
          expect(fault, place).toBeNull()
          expect(Math.abs(loss - own.loss), place).toBeLessThan(1e-3)
          expect(Math.abs(gradientNorm - own.gradientNorm), place).toBeLessThan(1e-3)
        }
        fused.dispose()
      })
      await Promise.all(all)
    })

    await test.step(`${executor}: 500 steps hold as many tensors and bytes as one`, async () => {
      const spec = networkSpec({
        ...small,
        input: { history: 1, segment: 1 },
        horizon: 1,
        layers: [layer('rnn', units)],
        batchSize: 2,
      })
      const batch = randomBatch(spec, { size: 2, features: 1 })
      const request = { executor, spec, features: 1, batches: [batch], budgetMs: 60_000 } as const
      const { reports, usage } = await gpu.measure({ ...request, steps: 497 })
      expect(reports).toHaveLength(500)
      const [, first, last] = usage
      expect(last.tensors).toBe(first.tensors)
      expect(last.bytes).toBe(first.bytes)
    })
  }
})
