import { registerKernel, type TensorInfo } from '@tensorflow/tfjs-core'
import { MathBackendWebGL, type GPGPUProgram } from '@tensorflow/tfjs-backend-webgl'
import { stepKernels } from '../step-parts'
import { packedProgram } from './packed-program'

/** Makes the programs of an optimizer's step known to TensorFlow.js' WebGL backend; twice does no harm. */
export function registerStepKernels(): void {
  register(stepKernels.moment, ({ old, d }, { share, squared }) => ({
    program: elementwise(
      ['X', 'D'],
      old.shape,
      ['share'],
      `share * x + (1. - share) * ${squared === true ? 'd * d' : 'd'}`,
    ),
    given: [old, d],
    uniforms: [Number(share)],
  }))
  register(stepKernels.adam, ({ weight, means, squares }, { kept, rate, correction, epsilon }) => ({
    program: elementwise(
      ['W', 'M', 'S'],
      weight.shape,
      ['kept', 'rate', 'correction', 'epsilon'],
      'kept * w - rate * m / (sqrt(correction * s) + epsilon)',
    ),
    given: [weight, means, squares],
    uniforms: [kept, rate, correction, epsilon].map(Number),
  }))
  register(stepKernels.squares, ({ matrix }, { across }) => {
    const [rows, columns] = matrix.shape
    return {
      program: across === true ? squaresAcross(rows) : sumDown,
      given: [matrix],
      uniforms: [across === true ? columns : rows],
    }
  })
}

interface Prepared {
  readonly program: GPGPUProgram
  readonly given: TensorInfo[]
  /** One number for each uniform of the program. */
  readonly uniforms: readonly number[]
}

function register(
  kernelName: string,
  prepare: (
    inputs: Readonly<Record<string, TensorInfo>>,
    attributes: Readonly<Record<string, unknown>>,
  ) => Prepared,
): void {
  registerKernel({
    kernelName,
    backendName: 'webgl',
    kernelFunc({ inputs, backend, attrs }) {
      if (!(backend instanceof MathBackendWebGL)) throw new Error('This kernel is for WebGL.')
      const given = Object.fromEntries(
        Object.entries(inputs).flatMap(([name, tensor]) =>
          tensor === undefined ? [] : [[name, tensor] as const],
        ),
      )
      const { program, given: tensors, uniforms } = prepare(given, attrs ?? {})
      return backend.compileAndRun(
        program,
        tensors,
        'float32',
        uniforms.map((value) => [value]),
      )
    },
  })
}

/** Of tensors of one shape; what lies past the edge is 0 in all of them and stays so. */
function elementwise(
  inputs: readonly string[],
  shape: readonly number[],
  uniforms: readonly string[],
  formula: string,
): GPGPUProgram {
  const reads = inputs.map((name) => `vec4 ${name.toLowerCase()} = get${name}AtOutCoords();`)
  return {
    variableNames: [...inputs],
    outputShape: [...shape],
    packedInputs: true,
    packedOutput: true,
    enableShapeUniforms: true,
    customUniforms: uniforms.map((name) => ({ name, type: 'float' })),
    userCode: `
    void main() {
      ${reads.join('\n      ')}
      setOutput(${formula});
    }`,
  }
}

/** `[rows, 1]`: each row's sum of squares. */
function squaresAcross(rows: number): GPGPUProgram {
  return packedProgram({
    inputs: ['X'],
    shape: [rows, 1],
    uniforms: [{ name: 'count', type: 'int' }],
    value: `float total = 0.;
      for (int k = 0; k < count; k++) {
        float x = atX(row, k);
        total += x * x;
      }
      return total;`,
  })
}

/** `[rows, 1]` → `[1, 1]`: their sum. */
const sumDown = packedProgram({
  inputs: ['X'],
  shape: [1, 1],
  uniforms: [{ name: 'count', type: 'int' }],
  value: `float total = 0.;
      for (int k = 0; k < count; k++) total += atX(k, 0);
      return total;`,
})
