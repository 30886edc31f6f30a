import { fileURLToPath } from 'node:url'
import type { Batch } from '../../engine/network/network'
import { createWasmNetworkFactory } from '../../engine/network/tensorflow/wasm-network'
import { createRandom } from '../../engine/random'
import type { ModelSpec } from '../../engine/spec/model-spec'

const wasmDir = fileURLToPath(
  new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/dist', import.meta.url),
)

/** Real networks on the WASM backend. */
export const createNetwork = createWasmNetworkFactory({ wasmDir })

/** A small valid spec; sizes are no multiples of four on purpose. */
export function smallSpec(changes: Partial<ModelSpec> = {}): ModelSpec {
  return {
    version: 1,
    input: { history: 6 },
    horizon: 3,
    layers: [{ kind: 'gru', units: 5, dropout: 0 }],
    head: { kind: 'point' },
    loss: 'mse',
    optimizer: { kind: 'adam', learningRate: 0.01 },
    clipNorm: 1,
    batchSize: 7,
    epochs: 3,
    earlyStopping: null,
    seed: 11,
    ...changes,
  }
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
