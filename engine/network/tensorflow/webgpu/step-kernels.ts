import { registerKernel, type TensorInfo } from '@tensorflow/tfjs-core'
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { stepKernels } from '../step-parts'
import { elementProgram } from './element-program'

/**
 * Makes the programs of an optimizer's step known to TensorFlow.js' WebGPU backend; twice does no harm. Sums of
 * squares are left to its own reduction, which runs in parallel.
 */
export function registerStepKernels(): void {
  register(stepKernels.moment, ['old', 'd'], ['share'], ({ squared }) => {
    const by = squared === true ? 'D[index] * D[index]' : 'D[index]'
    return `return uniforms.share * OLD[index] + (1. - uniforms.share) * ${by};`
  })
  register(
    stepKernels.adam,
    ['weight', 'means', 'squares'],
    ['kept', 'rate', 'correction', 'epsilon'],
    () => `let root = sqrt(uniforms.correction * SQUARES[index]) + uniforms.epsilon;
      return uniforms.kept * WEIGHT[index] - uniforms.rate * MEANS[index] / root;`,
  )
}

/** A kernel of tensors of one shape; the code reads input `old` as `OLD`. */
function register(
  kernelName: string,
  names: readonly string[],
  numbers: readonly string[],
  valueOf: (attributes: Readonly<Record<string, unknown>>) => string,
): void {
  registerKernel({
    kernelName,
    backendName: 'webgpu',
    kernelFunc({ inputs, backend, attrs = {} }) {
      if (!(backend instanceof WebGPUBackend)) throw new Error('This kernel is for WebGPU.')
      const given = names.map((name): TensorInfo => {
        const { [name]: tensor } = inputs
        if (tensor === undefined) throw new Error(`${kernelName} needs ${name}.`)
        return tensor
      })
      const program = elementProgram({
        inputs: names.map((name) => name.toUpperCase()),
        shape: given[0].shape,
        uniforms: numbers.map((name) => ({ name, type: 'f32' })),
        value: valueOf(attrs),
      })
      const data = numbers.map((name) => ({ type: 'float32', data: [Number(attrs[name])] }))
      return backend.runWebGPUProgram(program, given, 'float32', data)
    },
  })
}
