import { fileURLToPath } from 'node:url'
import { createFusedNetwork } from '../../engine/network/fused/fused-network'
import type { Networks } from '../../engine/jobs/surroundings'
import type { Batch, NetworkFactory } from '../../engine/network/network'
import { createWasmNetworkFactory } from '../../engine/network/tensorflow/wasm-network'
import { createRandom } from '../../engine/random'
import { defaultLayer } from '../../engine/spec/default-layer'
import { defaultSpec } from '../../engine/spec/default-spec'
import type { ModelSpec } from '../../engine/spec/model-spec'
import { readKernelBuilds } from './kernel-builds'

const wasmDir = fileURLToPath(
  new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/dist', import.meta.url),
)

/** Real networks on the WASM backend. */
export const createNetwork = createWasmNetworkFactory({ wasmDir })

/** Real networks on the fused kernels, one thread. */
export const createFused: NetworkFactory = (spec, shape) =>
  createFusedNetwork(spec, shape, { builds: readKernelBuilds(), threads: 1 })

/** As a host offers them. */
export const networks: Networks = (executor) => (executor === 'fused' ? createFused : createNetwork)

/** Both executors by name. */
export const executors: readonly (readonly [string, NetworkFactory])[] = [
  ['fused', createFused],
  ['tensorflow', createNetwork],
]

/** A small valid spec; sizes are no multiples of four on purpose. */
export function smallSpec(changes: Partial<ModelSpec> = {}): ModelSpec {
  return defaultSpec({
    input: { history: 6, segment: 1 },
    horizon: 3,
    layers: [defaultLayer('gru', { units: 5 })],
    optimizer: { kind: 'adam', learningRate: 0.01, weightDecay: 0 },
    batchSize: 7,
    epochs: 3,
    earlyStopping: null,
    seed: 11,
    ...changes,
  })
}

/** Normal inputs and targets; `missing` masks every so many targets. */
export function randomBatch(
  spec: ModelSpec,
  features: number,
  { seed = 3, missing = Infinity } = {},
): Batch {
  const random = createRandom(seed)
  const size = spec.batchSize
  const draw = (length: number): Float32Array =>
    Float32Array.from({ length }, () => random.normal())
  const inputs = draw(size * spec.input.history * features)
  const targets = draw(size * spec.horizon).map((value, i) => (i % missing === 1 ? NaN : value))
  return { size, inputs, targets }
}
