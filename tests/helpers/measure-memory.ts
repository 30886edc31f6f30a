import { createFusedNetwork } from '../../engine/network/fused/fused-network'
import type { Network } from '../../engine/network/network'
import { randomBatch } from './random-batch'
import { readKernelBuilds } from './kernel-builds'
import { layer, networkSpec } from './network-spec'

/**
 * A process of its own (`node --expose-gc --import tsx`), so that nothing else moves the numbers. Prints the
 * growth of resident memory in bytes as JSON: over 2,000 steps, and over 400 networks made and disposed.
 */
const spec = networkSpec({
  layers: [layer('gru', 32, { dropout: 0.1 })],
  input: { history: 24, segment: 1 },
  skip: { initial: { kind: 'zero' }, learningRateFactor: 1, frozen: false },
  averageDecay: 0.9,
  clipNorm: 1,
  batchSize: 32,
})
const batch = randomBatch(spec, { size: 32 })

const create = (): Promise<Network> =>
  createFusedNetwork(spec, { features: 3 }, { builds: readKernelBuilds(), threads: 1 })

function resident(): number {
  globalThis.gc?.()
  globalThis.gc?.()
  return process.memoryUsage.rss()
}

async function train(network: Network, steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) await network.trainBatch(batch, 1e-3)
}

async function makeAndDispose(count: number): Promise<void> {
  for (let round = 0; round < count; round++) {
    const network = await create()
    await train(network, 1)
    network.dispose()
  }
}

const network = await create()
await train(network, 1500)
const beforeSteps = resident()
await train(network, 2000)
const steps = resident() - beforeSteps
await makeAndDispose(100)
const beforeNetworks = resident()
await makeAndDispose(400)
process.stdout.write(JSON.stringify({ steps, networks: resident() - beforeNetworks }))
