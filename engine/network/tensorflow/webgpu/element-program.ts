import { webgpu_util, type WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu'

export interface ElementProgramOptions {
  /** Names of the inputs as the code reads them: `X` by `X[index]`, or `atX(row, column)` of a matrix. */
  readonly inputs: readonly string[]
  readonly shape: readonly number[]
  /** Numbers that change from call to call, read as `uniforms.name`; none of WGSL's reserved words. */
  readonly uniforms: readonly { readonly name: string; readonly type: 'i32' | 'f32' }[]
  /** WGSL before `value`: constants and functions. */
  readonly declarations?: string
  /** Body of `fn value(index: i32) -> f32`, `index` being the place in the output, row-major. */
  readonly value: string
}

const workgroupSize: [number, number, number] = [64, 1, 1]

/** A WebGPU program that computes each element of a tensor by itself. */
export function elementProgram({
  inputs,
  shape,
  uniforms,
  declarations = '',
  value,
}: ElementProgramOptions): WebGPUProgram {
  const outputShape = [...shape]
  const dispatchLayout = webgpu_util.flatDispatchLayout(outputShape)
  const code = `
    ${declarations}
    fn value(index: i32) -> f32 {
      ${value}
    }
    fn main(index: i32) {
      if (index < uniforms.size) { setOutputAtIndex(index, value(index)); }
    }`
  return {
    variableNames: [...inputs],
    outputShape,
    dispatchLayout,
    dispatch: webgpu_util.computeDispatch(dispatchLayout, outputShape, workgroupSize),
    workgroupSize,
    // Sizes are uniforms, so the code alone tells programs apart.
    shaderKey: code,
    size: true,
    uniforms: uniforms.map(({ name, type }) => `${name} : ${type}, `).join(''),
    getUserCode: () => code,
  }
}
