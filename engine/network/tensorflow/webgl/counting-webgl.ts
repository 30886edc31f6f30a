import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { countProgram } from '../programs/program-count'

/** TensorFlow.js' WebGL backend, which counts its programs. */
export class CountingWebgl extends MathBackendWebGL {
  override runWebGLProgram(
    ...given: Parameters<MathBackendWebGL['runWebGLProgram']>
  ): ReturnType<MathBackendWebGL['runWebGLProgram']> {
    countProgram()
    return super.runWebGLProgram(...given)
  }
}
