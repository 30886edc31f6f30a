import { registerKernel } from '@tensorflow/tfjs-core'
import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { cellKernel } from '../cell-part'
import { cellFunctions } from '../programs/cell-code'
import { cellProgram } from '../programs/cell-program'
import { packedProgram } from './packed-program'

/** Makes the programs for the parts of a cell known to TensorFlow.js' WebGL backend; twice does no harm. */
export function registerCellKernel(): void {
  registerKernel({
    kernelName: cellKernel,
    backendName: 'webgl',
    kernelFunc({ inputs, backend, attrs }) {
      if (!(backend instanceof MathBackendWebGL)) throw new Error('This kernel is for WebGL.')
      const { names, given, shape, units, from, byOutput, byCell, code } = cellProgram(
        inputs,
        attrs ?? {},
      )
      const program = packedProgram({
        inputs: names,
        shape,
        uniforms: from === null ? [] : [{ name: 'from', type: 'int' }],
        declarations: `${functions}
  ${from === null ? '' : sumOfProducts(units)}
  float d(int row, int unit) { return ${byOutput}; }
  float e(int row, int unit) { return ${byCell}; }`,
        value: `int block = column / ${String(units)};
      int unit = column - block * ${String(units)};
      ${toGlsl(code)}`,
      })
      return backend.compileAndRun(program, [...given], 'float32', from === null ? [] : [[from]])
    },
  })
}

const sumOfProducts = (units: number): string => `float z(int row, int block, int unit) {
    int column = block * ${String(units)} + unit;
    return atX(from + row, column) + atO(row, column);
  }`

const toGlsl = (code: string): string => code.replaceAll('let ', 'float ')

const functions = cellFunctions
  .map(([name, argument, body]) => `float ${name}(float ${argument}) { ${toGlsl(body)} }`)
  .join('\n  ')
