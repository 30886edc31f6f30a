import type { NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core'
import { cellCode, type PartCode } from './cell-code'

/** The kernel's inputs by the names that the code has for them, in the order that programs take them in. */
const inputsOf = {
  Z: [
    ['X', 'all'],
    ['O', 'own'],
  ],
  C: [['C', 'cellBefore']],
  A: [['A', 'after']],
  H: [['H', 'before']],
} as const

/** One part of a cell as a program, but for the language it is written in. */
export interface CellProgram {
  /** Names of the inputs in the order of `given`: `X` the products of all steps, `O` the product of this one. */
  readonly names: readonly string[]
  readonly given: readonly TensorInfo[]
  /** `[rows, columns]` of the output. */
  readonly shape: readonly [number, number]
  readonly units: number
  /** Row of `X` that the step begins at; null where the code does not read z. */
  readonly from: number | null
  /** Expressions of `row` and `unit`: the gradients by the output, and by the state kept apart. */
  readonly byOutput: string
  readonly byCell: string
  readonly code: string
}

/** Reads what a call of the cell's kernel was given. */
export function cellProgram(
  inputs: Partial<NamedTensorInfoMap>,
  { cell, part, units: given, from, batch }: Readonly<Record<string, unknown>>,
): CellProgram {
  const { reads, back, blocks, code } = codeOf(cell, part)
  const units = Number(given)
  const named: [name: string, tensor: TensorInfo][] = []
  const take = (name: string, key: string): boolean => {
    const { [key]: tensor } = inputs
    if (tensor !== undefined) named.push([name, tensor])
    return tensor !== undefined
  }
  for (const read of reads) for (const [name, key] of inputsOf[read]) take(name, key)
  const outputs: string[] = []
  while (back && take(`D${String(outputs.length)}`, `byOutput${String(outputs.length)}`)) {
    outputs.push(`atD${String(outputs.length)}(row, unit)`)
  }
  const hasCell = back && take('E', 'byCell')
  return {
    names: named.map(([name]) => name),
    given: named.map(([, tensor]) => tensor),
    shape: [Number(batch), blocks * units],
    units,
    from: reads.includes('Z') ? Number(from) : null,
    byOutput: outputs.join(' + ') || '0.',
    byCell: hasCell ? 'atE(row, unit)' : '0.',
    code,
  }
}

function codeOf(cell: unknown, part: unknown): PartCode {
  for (const [name, parts] of Object.entries(cellCode)) {
    if (name !== cell) continue
    for (const [own, code] of Object.entries(parts)) if (own === part) return code
  }
  throw new Error(`There is no program for ${String(part)} of ${String(cell)}.`)
}
