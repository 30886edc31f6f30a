import { registerKernel, type NamedTensorInfoMap, type TensorInfo } from '@tensorflow/tfjs-core'
import { MathBackendWebGL, type GPGPUProgram } from '@tensorflow/tfjs-backend-webgl'
import { cellKernel } from '../cell-part'
import { cellCode, sharedCode, type PartCode } from './cell-code'
import { packedProgram } from './packed-program'

/** The kernel's inputs by the names that the code has for them. */
const inputOf = { C: 'cellBefore', A: 'after', H: 'before' } as const

/** Makes the programs for the parts of a cell known to TensorFlow.js' WebGL backend; twice does no harm. */
export function registerCellKernel(): void {
  registerKernel({
    kernelName: cellKernel,
    backendName: 'webgl',
    kernelFunc({ inputs, backend, attrs }) {
      if (!(backend instanceof MathBackendWebGL)) throw new Error('This kernel is for WebGL.')
      const code = codeOf(attrs?.cell, attrs?.part)
      const units = Number(attrs?.units)
      const { program, given } = programOf(code, units, inputs)
      return backend.compileAndRun(program, given, 'float32', [[Number(attrs?.from)]])
    },
  })
}

function codeOf(cell: unknown, part: unknown): PartCode {
  for (const [name, parts] of Object.entries(cellCode)) {
    if (name !== cell) continue
    for (const [own, code] of Object.entries(parts)) if (own === part) return code
  }
  throw new Error(`There is no program for ${String(part)} of ${String(cell)}.`)
}

function programOf(
  { reads, back, blocks, code }: PartCode,
  units: number,
  inputs: Partial<NamedTensorInfoMap>,
): { program: GPGPUProgram; given: TensorInfo[] } {
  const named: [name: string, tensor: TensorInfo][] = []
  const take = (name: string, key: string): boolean => {
    const { [key]: tensor } = inputs
    if (tensor !== undefined) named.push([name, tensor])
    return tensor !== undefined
  }
  take('X', 'all')
  take('O', 'own')
  for (const name of reads) take(name, inputOf[name])
  const outputs: string[] = []
  while (back && take(`D${String(outputs.length)}`, `byOutput${String(outputs.length)}`)) {
    outputs.push(`atD${String(outputs.length)}(row, unit)`)
  }
  const hasCell = back && take('E', 'byCell')
  const given = named.map(([, tensor]) => tensor)
  const [, own] = given
  const program = packedProgram({
    inputs: named.map(([name]) => name),
    shape: [own.shape[0], blocks * units],
    uniforms: [{ name: 'from', type: 'int' }],
    declarations: `${sharedCode}
  float z(int row, int block, int unit) {
    int column = block * ${String(units)} + unit;
    return atX(from + row, column) + atO(row, column);
  }
  float d(int row, int unit) { return ${outputs.join(' + ') || '0.'}; }
  float e(int row, int unit) { return ${hasCell ? 'atE(row, unit)' : '0.'}; }`,
    value: `int block = column / ${String(units)};
      int unit = column - block * ${String(units)};
      ${code}`,
  })
  return { program, given }
}
