import { findBackend } from '@tensorflow/tfjs-core'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import type { NetworkFactory } from '../network'
import { startBackend } from './start-backend'
import { createTensorflowNetwork } from './tensorflow-network'

/** Most that 32-bit addresses reach. */
const addressable = 2 ** 32

/**
 * Networks on TensorFlow.js' WASM backend, one thread. `wasmDir` is the folder that holds
 * `tfjs-backend-wasm.wasm`, `-simd.wasm` and `-threaded-simd.wasm`; it is read when the first network is
 * made. A network that needs more than `memoryLimit` bytes is refused.
 * @throws EngineError `backend-unavailable` (from the factory) when the backend does not start.
 */
export function createWasmNetworkFactory({
  wasmDir,
  memoryLimit = addressable,
}: {
  readonly wasmDir: string
  readonly memoryLimit?: number
}): NetworkFactory {
  return async (spec, shape) => {
    // Paths may be set only before the backend exists.
    const running: unknown = findBackend('wasm')
    if (running === null) setWasmPaths(wasmDir.endsWith('/') ? wasmDir : `${wasmDir}/`)
    await startBackend(
      'wasm',
      `its WASM backend from ${wasmDir}`,
      'Install Hindcast again: files of the program are missing or damaged.',
    )
    return createTensorflowNetwork(spec, shape, { backend: 'tensorflow-wasm', memoryLimit })
  }
}
