import { findBackend, getBackend, setBackend } from '@tensorflow/tfjs-core'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { EngineError } from '../../errors'
import type { NetworkFactory } from '../network'
import { createTensorflowNetwork } from './tensorflow-network'

/**
 * Networks on TensorFlow.js' WASM backend, one thread. `wasmDir` is the folder that holds
 * `tfjs-backend-wasm.wasm`, `-simd.wasm` and `-threaded-simd.wasm`; it is read when the first network is
 * made.
 * @throws EngineError `backend-unavailable` (from the factory) when the backend does not start.
 */
export function createWasmNetworkFactory({ wasmDir }: { wasmDir: string }): NetworkFactory {
  return async (spec, shape) => {
    await startWasm(wasmDir)
    return createTensorflowNetwork(spec, shape, 'tensorflow-wasm')
  }
}

async function startWasm(wasmDir: string): Promise<void> {
  // Paths may be set only before the backend exists.
  const running: unknown = findBackend('wasm')
  if (running === null) setWasmPaths(wasmDir.endsWith('/') ? wasmDir : `${wasmDir}/`)
  let failure = ''
  try {
    // `setBackend` may report false and stay on another backend.
    if ((await setBackend('wasm')) && getBackend() === 'wasm') return
  } catch (thrown) {
    failure = thrown instanceof Error ? ` (${thrown.message})` : ` (${String(thrown)})`
  }
  throw new EngineError(
    'backend-unavailable',
    `TensorFlow.js could not start its WASM backend from ${wasmDir}${failure}.`,
    { remedy: 'Install Hindcast again: files of the program are missing or damaged.' },
  )
}
