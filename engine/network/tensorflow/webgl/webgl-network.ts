import { env, findBackend, registerBackend, removeBackend } from '@tensorflow/tfjs-core'
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { NetworkFactory } from '../../network'
import { registerCellKernel } from './cell-kernel'
import { CountingWebgl } from './counting-webgl'
import { registerStepKernels } from './step-kernels'
import { startBackend } from '../start-backend'
import { createTensorflowNetwork } from '../tensorflow-network'

/** Most bytes of one network: beyond, a driver may take the context away rather than refuse. */
const memoryLimit = 2 ** 30

export interface WebglOptions {
  /** Where the context is made; its owner hears when it is lost. */
  readonly canvas: NonNullable<ConstructorParameters<typeof MathBackendWebGL>[0]>
  /** Milliseconds of any clock that does not go back. */
  now(): number
}

/**
 * Networks on TensorFlow.js' WebGL backend, for a browser's thread; one canvas a thread.
 * @throws EngineError `backend-unavailable` (from the factory) when the backend does not start.
 */
export function createWebglNetworkFactory({ canvas, now }: WebglOptions): NetworkFactory {
  registerWebgl(canvas)
  return async (spec, shape) => {
    await startBackend(
      'webgl',
      'its WebGL backend',
      'Train on the processor, or update the driver of the graphics card.',
    )
    const backend = halfFloats() ? 'webgl-half-float' : 'webgl'
    return createTensorflowNetwork(spec, shape, { backend, memoryLimit, now })
  }
}

function registerWebgl(canvas: WebglOptions['canvas']): void {
  // Whether a renderer is software is for the caller to judge, who knows its name.
  env().set('SOFTWARE_WEBGL_ENABLED', true)
  const usual: unknown = findBackend('webgl')
  if (usual !== null) removeBackend('webgl')
  // Sizes as uniforms: a last, smaller batch runs the same programs.
  env().set('WEBGL_USE_SHAPES_UNIFORMS', true)
  registerCellKernel()
  registerStepKernels()
  registerBackend('webgl', () => new CountingWebgl(canvas))
}

/** Whether numbers are kept in 16 bits, as on some mobile chips: too coarse for most trainings. */
function halfFloats(): boolean {
  return !env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')
}
