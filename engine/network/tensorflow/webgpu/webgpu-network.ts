import { findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import type { NetworkFactory } from '../../network'
import { startBackend } from '../start-backend'
import { createTensorflowNetwork } from '../tensorflow-network'
import { registerCellKernel } from './cell-kernel'
import { CountingWebgpu } from './counting-webgpu'
import { registerStepKernels } from './step-kernels'

/** Most bytes of one network: what a device must lend at the least is less than it has. */
const memoryLimit = 2 ** 30

export interface WebgpuOptions {
  /** Its owner hears when it is lost. */
  readonly device: ConstructorParameters<typeof WebGPUBackend>[0]
  /** What the adapter tells of itself. */
  readonly info: ConstructorParameters<typeof WebGPUBackend>[1]
  /** Milliseconds of any clock that does not go back. */
  now(): number
}

/**
 * Networks on TensorFlow.js' WebGPU backend, for a browser's thread; one device a thread.
 * @throws EngineError `backend-unavailable` (from the factory) when the backend does not start.
 */
export function createWebgpuNetworkFactory({ device, info, now }: WebgpuOptions): NetworkFactory {
  registerCellKernel()
  registerStepKernels()
  // The library has registered one that asks for a device of its own.
  const usual: unknown = findBackendFactory('webgpu')
  if (typeof usual === 'function') removeBackend('webgpu')
  registerBackend('webgpu', () => new CountingWebgpu(device, info))
  return async (spec, shape) => {
    await startBackend(
      'webgpu',
      'its WebGPU backend',
      'Train on the processor, or update the driver of the graphics card.',
    )
    return createTensorflowNetwork(spec, shape, { backend: 'webgpu', memoryLimit, now })
  }
}
