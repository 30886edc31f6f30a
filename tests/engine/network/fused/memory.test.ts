import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { createFusedNetwork } from '../../../../engine/network/fused/fused-network'
import { randomBatch } from '../../../helpers/compare-gradients'
import { readKernelBuilds } from '../../../helpers/kernel-builds'
import { layer, networkSpec } from '../../../helpers/network-spec'

const megabyte = 2 ** 20
const spec = networkSpec({
  layers: [layer('gru', 8, { dropout: 0.1 })],
  skip: { initial: { kind: 'zero' }, learningRateFactor: 1, frozen: false },
  averageDecay: 0.9,
  clipNorm: 1,
})

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Resident bytes after the garbage is gone. */
function settled(): number {
  collect()
  collect()
  return process.memoryUsage.rss()
}

describe('the memory of a network', () => {
  it('stays flat over 2,000 steps', async () => {
    const network = await createFusedNetwork(
      spec,
      { features: 3 },
      { builds: readKernelBuilds(), threads: 1 },
    )
    const batch = randomBatch(spec)
    for (let step = 0; step < 1000; step++) await network.trainBatch(batch, 1e-3)
    const before = settled()
    for (let step = 0; step < 2000; step++) await network.trainBatch(batch, 1e-3)
    const after = settled()
    expect(after - before).toBeLessThan(2 * megabyte)
    network.dispose()
  })

  it('comes back when 200 networks are made and disposed', async () => {
    const once = async (): Promise<void> => {
      const network = await createFusedNetwork(
        spec,
        { features: 3 },
        { builds: readKernelBuilds(), threads: 1 },
      )
      await network.trainBatch(randomBatch(spec), 1e-3)
      network.dispose()
      await expect(network.weights()).rejects.toThrow(/disposed/)
    }
    for (let round = 0; round < 50; round++) await once()
    const before = settled()
    for (let round = 0; round < 200; round++) await once()
    const after = settled()
    expect(after - before).toBeLessThan(4 * megabyte)
  })
})
