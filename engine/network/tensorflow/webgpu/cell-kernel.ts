import { registerKernel } from '@tensorflow/tfjs-core'
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { cellKernel } from '../cell-part'
import { cellFunctions } from '../programs/cell-code'
import { cellProgram } from '../programs/cell-program'
import { elementProgram } from './element-program'

/** Makes the programs for the parts of a cell known to TensorFlow.js' WebGPU backend; twice does no harm. */
export function registerCellKernel(): void {
  registerKernel({
    kernelName: cellKernel,
    backendName: 'webgpu',
    kernelFunc({ inputs, backend, attrs }) {
      if (!(backend instanceof WebGPUBackend)) throw new Error('This kernel is for WebGPU.')
      const { names, given, shape, units, from, byOutput, byCell, code } = cellProgram(
        inputs,
        attrs ?? {},
      )
      const readers = names.map(
        (name) => `fn at${name}(row: i32, column: i32) -> f32 {
      return ${name}[row * uniforms.${name.toLowerCase()}Shape.y + column];
    }`,
      )
      const program = elementProgram({
        inputs: names,
        shape,
        uniforms: from === null ? [] : [{ name: 'firstRow', type: 'i32' }],
        declarations: `${readers.join('\n    ')}
    ${functions}
    ${from === null ? '' : sumOfProducts(units)}
    fn d(row: i32, unit: i32) -> f32 { return ${byOutput}; }
    fn e(row: i32, unit: i32) -> f32 { return ${byCell}; }`,
        value: `let row = index / ${String(shape[1])};
      let column = index - row * ${String(shape[1])};
      let block = column / ${String(units)};
      let unit = column - block * ${String(units)};
      ${code}`,
      })
      const numbers = from === null ? [] : [{ type: 'int32', data: [from] }]
      return backend.runWebGPUProgram(program, [...given], 'float32', numbers)
    },
  })
}

const sumOfProducts = (units: number): string => `fn z(row: i32, block: i32, unit: i32) -> f32 {
      let column = block * ${String(units)} + unit;
      return atX(uniforms.firstRow + row, column) + atO(row, column);
    }`

const functions = cellFunctions
  .map(([name, argument, body]) => `fn ${name}(${argument}: f32) -> f32 { ${body} }`)
  .join('\n    ')
