import { memory } from '@tensorflow/tfjs-core'
import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'

let programs = 0

/** TensorFlow.js' WebGL backend, which counts the programs that the device is told to run, packing included. */
export class CountingWebgl extends MathBackendWebGL {
  override runWebGLProgram(
    ...given: Parameters<MathBackendWebGL['runWebGLProgram']>
  ): ReturnType<MathBackendWebGL['runWebGLProgram']> {
    programs += 1
    return super.runWebGLProgram(...given)
  }
}

/** Tensors there are, bytes of textures in use, and programs run so far in this thread. */
export function webglUsage(): { tensors: number; bytes: number; programs: number } {
  const { numTensors, ...more } = memory()
  const bytes = 'numBytesInGPU' in more ? Number(more.numBytesInGPU) : 0
  return { tensors: numTensors, bytes, programs }
}
