import { parentPort, workerData } from 'node:worker_threads'
import * as v from 'valibot'
import type { NetworkFactory } from '../../engine/network/network'
import type { ToWorker } from '../../engine/jobs/port-messages'
import { serve } from '../../engine/jobs/serve'

/** The thread behind both the data thread and the thread host: a port, and the engine on it. */
const port = parentPort
if (port === null) throw new Error('thread.entry runs in a worker thread only')
const { wasmFolder } = v.parse(v.object({ wasmFolder: v.string() }), workerData)

/** TensorFlow.js is loaded when a network is first made, so that a thread that reads files does without. */
const createNetwork: NetworkFactory = async (spec, shape) => {
  const { createWasmNetworkFactory } = await import('../../engine/network/tensorflow/wasm-network')
  return createWasmNetworkFactory({ wasmDir: wasmFolder })(spec, shape)
}

serve(
  {
    postMessage: (message, transfer) => port.postMessage(message, transfer ?? []),
    onMessage: (listener) => port.on('message', (message: ToWorker) => listener(message)),
  },
  createNetwork,
)
