import { engine, getBackend, getKernel, type Tensor } from '@tensorflow/tfjs-core'

/** Cells by what their element-wise parts compute. */
export type FusedCell = 'lstm' | 'gru' | 'rnn-tanh' | 'rnn-relu'

/**
 * What one program each computes of a step: the states after it, C before its output, the gradient by z, what
 * of the gradient passes by z, and which gates are saturated.
 */
export type CellPart = 'cell' | 'output' | 'gradient' | 'carry' | 'saturated'

/** Kernels of these names are registered by backends that have a program for each part. */
export const cellKernel = 'HindcastCellPart'

/** What a part reads: z is the rows of `all` from `from` on plus `own`. */
export interface CellInputs {
  /** `[steps · batch, columns]`: the products with the inputs of all steps, and the bias. */
  readonly all: Tensor
  readonly from: number
  /** `[batch, columns]`: the product with the output before the step. */
  readonly own: Tensor
  /** `[batch, units]`: the output and the state kept apart before the step, and the latter after it. */
  readonly before: Tensor
  readonly cellBefore: Tensor | null
  readonly after: Tensor
  /** Gradients `[batch, units]` by the output, which add up, and by the state kept apart. */
  readonly byOutput: readonly Tensor[]
  readonly byCell: Tensor | null
}

/** Whether the active backend has own programs for the parts of a cell. */
export function hasCellParts(): boolean {
  return getKernel(cellKernel, getBackend()) !== undefined
}

/** One part of a step as a new tensor, `[batch, units]` or `[batch, blocks · units]`. */
export function cellPart(
  cell: FusedCell,
  part: CellPart,
  units: number,
  reads: CellInputs,
): Tensor {
  const { all, from, own, before, cellBefore, after, byOutput, byCell } = reads
  const inputs = {
    all,
    own,
    before,
    after,
    ...(cellBefore === null ? {} : { cellBefore }),
    ...(byCell === null ? {} : { byCell }),
    ...Object.fromEntries(byOutput.map((gradient, k) => [`byOutput${String(k)}`, gradient])),
  }
  const [batch] = before.shape
  return engine().runKernel(cellKernel, inputs, { cell, part, units, from, batch })
}
