import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl'

export interface PackedProgramOptions {
  /** Names of the inputs as the code reads them: `X` by `atX(row, column)`. */
  readonly inputs: readonly string[]
  /** `[rows, columns]`. */
  readonly shape: readonly [number, number]
  /** Numbers that change from call to call. */
  readonly uniforms?: readonly { readonly name: string; readonly type: 'int' | 'float' }[]
  /** GLSL before `value`: constants and functions. */
  readonly declarations?: string
  /** Body of `float value(int row, int column)`. */
  readonly value: string
}

/**
 * A WebGL program that computes each element of a matrix by itself. TensorFlow.js keeps matrices packed, two
 * rows by two columns in a texel; taking and giving them so spares a program on either side. What lies past
 * the matrix' edge in a texel must be 0.
 */
export function packedProgram({
  inputs,
  shape,
  uniforms = [],
  declarations = '',
  value,
}: PackedProgramOptions): GPGPUProgram {
  const readers = inputs.map(
    (name) => `float at${name}(int row, int column) {
      return getChannel(get${name}(row, column), vec2(row, column));
    }`,
  )
  return {
    variableNames: [...inputs],
    outputShape: [...shape],
    packedInputs: true,
    packedOutput: true,
    // Sizes come as uniforms, so that a smaller last batch needs no program of its own.
    enableShapeUniforms: true,
    customUniforms: uniforms.map(({ name, type }) => ({ name, type })),
    userCode: `
    ${readers.join('\n')}
    ${declarations}
    float value(int row, int column) {
      ${value}
    }
    void main() {
      ivec2 place = getOutputCoords();
      vec4 result = vec4(0.);
      // A loop, because written out four times a cell takes four times as long to compile.
      for (int k = 0; k < 4; k++) {
        int row = place.x + k / 2;
        int column = place.y + k - 2 * (k / 2);
        if (row < outShape[0] && column < outShape[1]) result[k] = value(row, column);
      }
      setOutput(result);
    }`,
  }
}
