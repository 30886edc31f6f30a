import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { EngineError } from '../../engine/errors'
import type { AugursReader } from '../../engine/evaluate/baselines/mstl-ets'
import type { KernelThread } from '../../engine/network/fused/kernel-threads'
import type { KernelBuilds } from '../../engine/network/fused/machine'
import type { Networks } from '../../engine/jobs/surroundings'
import { joinsVectors } from './vector-flags'

export interface NetworksOptions {
  /** Folder of the main bundle, which holds `kernels/`, `tfjs/` and `augurs/`. */
  readonly folder: string
  /** Threads that one network may use, at least 1. */
  readonly threads: number
  /** Starts a thread that runs kernel-thread.entry; not needed for one thread. */
  readonly spawn?: () => Worker
}

/**
 * The executors of a Node host. Each is loaded when its first network is made, so that a thread that only
 * reads files does without.
 */
export function nodeNetworks({ folder, threads, spawn }: NetworksOptions): Networks {
  // One object for all networks, which so share what is compiled and optimised of it.
  let kernels: Promise<KernelBuilds> | null = null
  return (executor, exactly) => async (spec, shape) => {
    switch (executor) {
      case 'fused': {
        const { createFusedNetwork } = await import('../../engine/network/fused/fused-network')
        kernels ??= readKernels(folder)
        return createFusedNetwork(spec, shape, {
          builds: await kernels,
          threads: exactly ?? threads,
          forceThreads: exactly !== undefined,
          ...(spawn === undefined ? {} : { spawn: () => kernelThread(spawn()) }),
        })
      }
      case 'tensorflow': {
        const { createWasmNetworkFactory } =
          await import('../../engine/network/tensorflow/wasm-network')
        return createWasmNetworkFactory({ wasmDir: join(folder, 'tfjs') })(spec, shape)
      }
      case 'webgl':
      case 'webgpu':
        throw new EngineError('backend-unavailable', 'A graphics processor needs a window.', {
          remedy: 'Choose the executor fused or tensorflow.',
        })
    }
  }
}

async function readKernels(folder: string): Promise<KernelBuilds> {
  const [simd, relaxed, wide] = await Promise.all(
    ['simd', 'relaxed', 'wide'].map(async (name) => {
      const bytes = await readFile(join(folder, `kernels/fused-${name}.wasm`))
      return new Uint8Array(bytes)
    }),
  )
  return { simd, relaxed, wide: joinsVectors(process.execArgv) ? wide : null }
}

/** Binaries of the augurs library beside the main bundle in `folder`. */
export function augursReader(folder: string): AugursReader {
  return async (module) =>
    new Uint8Array(await readFile(join(folder, 'augurs', `${module}_bg.wasm`)))
}

function kernelThread(worker: Worker): KernelThread {
  // A network that is still held must not keep the process from ending.
  worker.unref()
  return {
    postMessage: (message) => worker.postMessage(message),
    listen(onMessage, onError) {
      worker.on('message', onMessage)
      worker.on('error', onError)
    },
    terminate: () => void worker.terminate(),
  }
}
