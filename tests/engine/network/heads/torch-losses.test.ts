import { tensor } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { createHead } from '../../../../engine/network/heads/head'
import { targetTensors } from '../../../../engine/network/tensorflow/batch-tensors'
import { meanLoss } from '../../../../engine/network/tensorflow/heads'
import type { HeadSpec, LossSpec } from '../../../../engine/spec/model-spec'
import { createNetwork, smallSpec } from '../../../helpers/networks'
import { torchLosses as torch } from '../../../helpers/torch-fixture'

const point = { kind: 'point', initialScale: 1 } as const
const size = torch.targets.length
const columns = (count: number): number[] => torch.raw.filter((_, i) => i % 3 < count)

const cases: readonly (readonly [string, HeadSpec, LossSpec, number[], number[], number])[] = [
  ['mse', point, { kind: 'mse' }, columns(1), torch.targets, torch.mse],
  ['mae', point, { kind: 'mae' }, columns(1), torch.targets, torch.mae],
  ['huber', point, { kind: 'huber', delta: 0.7 }, columns(1), torch.targets, torch.huber],
  [
    'gaussian',
    { kind: 'gaussian', initialScale: 1 },
    { kind: 'likelihood' },
    columns(2),
    torch.targets,
    torch.gaussian,
  ],
  [
    'student-t',
    { kind: 'student-t', initialScale: 1 },
    { kind: 'likelihood' },
    columns(3),
    torch.targets,
    torch.student,
  ],
  [
    'cross-entropy',
    { kind: 'classes', initialScale: 1, count: 5 },
    { kind: 'cross-entropy' },
    torch.logits,
    torch.labels,
    torch.crossEntropy,
  ],
]

beforeAll(async () => {
  const network = await createNetwork(smallSpec(), { features: 1 })
  network.dispose()
})

describe.each(cases)('%s', (_, head, loss, raw, targets, expected) => {
  it('is what PyTorch computes, in the head of the fused kernels', () => {
    const { count, loss: lossOf } = createHead(head, loss)
    const values = Float32Array.from(raw)
    const sum = targets.reduce((total, target, i) => total + lossOf(values, i * count, target), 0)
    expect(Math.abs(sum / size / expected - 1)).toBeLessThan(1e-6)
  })

  it('is what PyTorch computes, in TensorFlow.js', () => {
    const spec = smallSpec({ head, loss, horizon: 1 })
    const batch = { size, inputs: new Float32Array(), targets: Float32Array.from(targets) }
    const numbers = tensor(raw, [size, 1, raw.length / size])
    const [mean] = meanLoss(spec, numbers, targetTensors(batch, 1)).dataSync()
    expect(Math.abs(mean / expected - 1)).toBeLessThan(1e-6)
  })
})
