import { describe, expect, it } from 'vitest'
import { createFusedNetwork } from '../../../../engine/network/fused/fused-network'
import type { KernelThread } from '../../../../engine/network/fused/kernel-threads'
import type { WeightTensor } from '../../../../engine/network/network'
import type { ModelSpec } from '../../../../engine/spec/model-spec'
import { randomBatch } from '../../../helpers/random-batch'
import { readKernelBuilds } from '../../../helpers/kernel-builds'
import { layer, networkSpec } from '../../../helpers/network-spec'
import { spawnKernelThread } from '../../../helpers/spawn-kernel-thread'

async function trained(
  spec: ModelSpec,
  threads: number,
  spawn = spawnKernelThread,
): Promise<readonly WeightTensor[]> {
  const network = await createFusedNetwork(
    spec,
    { features: 3 },
    { builds: readKernelBuilds(), threads, spawn, forceThreads: true },
  )
  expect(network.backend).toContain(threads === 1 ? '1 thread' : `${String(threads)} threads`)
  for (let step = 0; step < 12; step++) {
    const { fault } = await network.trainBatch(
      randomBatch(spec, { size: step % 3 === 2 ? 21 : 37, masked: true }),
      1e-2,
    )
    expect(fault).toBeNull()
  }
  const weights = await network.weights()
  network.dispose()
  return weights
}

/** A thread that is ready and gets no core from then on. */
function spawnStarved(): KernelThread {
  return {
    postMessage: () => undefined,
    listen: (onMessage) => {
      onMessage('ready')
    },
    terminate: () => undefined,
  }
}

describe('the number of threads', () => {
  it.each(['lstm', 'gru', 'rnn'] as const)('leaves no trace in the weights: %s', async (kind) => {
    const changes = { dropout: 0.2, recurrentDropout: 0.1 }
    const layers = [layer(kind, 11, { ...changes, direction: 'concat' }), layer(kind, 7, changes)]
    const spec = networkSpec({ layers, batchSize: 37, clipNorm: 1 })
    const one = await trained(spec, 1)
    expect(await trained(spec, 2)).toEqual(one)
    expect(await trained(spec, 4)).toEqual(one)
  })

  it('keeps nobody waiting for a thread that gets no core', async () => {
    const spec = networkSpec({ layers: [layer('gru', 5)], batchSize: 37 })
    expect(await trained(spec, 2, spawnStarved)).toEqual(await trained(spec, 1))
  })
})
