import { createHash } from 'node:crypto'
import { createFusedNetwork } from '../../engine/network/fused/fused-network'
import { readKernelBuilds } from './kernel-builds'
import { layer, networkSpec } from './network-spec'
import { randomBatch } from './random-batch'

/** Trains long enough for V8 to optimise the kernels; prints the build that ran and a hash of all weights. */
const hash = createHash('sha256')
let backend = ''
for (const kind of ['lstm', 'gru', 'rnn'] as const) {
  const layers = [layer(kind, 11, { direction: 'concat' }), layer(kind, 40)]
  const spec = networkSpec({ layers, batchSize: 37 })
  const builds = readKernelBuilds()
  const network = await createFusedNetwork(spec, { features: 3 }, { builds, threads: 1 })
  for (let step = 0; step < 300; step++) {
    await network.trainBatch(randomBatch(spec, { size: 37, masked: true }), 1e-3)
  }
  for (const { values } of await network.weights()) hash.update(values)
  backend = network.backend
  network.dispose()
}
process.stdout.write(JSON.stringify({ backend, weights: hash.digest('hex') }))
