import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { countProgram } from '../programs/program-count'

/** TensorFlow.js' WebGPU backend, which counts its programs. */
export class CountingWebgpu extends WebGPUBackend {
  override runWebGPUProgram(
    ...given: Parameters<WebGPUBackend['runWebGPUProgram']>
  ): ReturnType<WebGPUBackend['runWebGPUProgram']> {
    countProgram()
    return super.runWebGPUProgram(...given)
  }
}
