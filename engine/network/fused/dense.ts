import { pad4, pad8, type Arena, type Matrix } from './arena'
import type { Machine } from './machine'
import type { Parameters } from './parameters'

/** y = x W + b as the kernels want it. */
export interface DenseWeights {
  readonly inputs: number
  readonly units: number
  /** Adds x W + b for `rows` rows, a multiple of 4. */
  forward(machine: Machine, x: Matrix, y: Matrix, rows: number): void
  /** Adds the weights' gradients to the flat copy at `to`; `product` is scratch of `productSize` floats. */
  addGradients(
    machine: Machine,
    x: Matrix,
    dy: Matrix,
    rows: number,
    product: number,
    to: number,
  ): void
  /** dx = dy Wᵀ. */
  inputGradient(machine: Machine, dy: Matrix, dx: Matrix, rows: number): void
  readonly productSize: number
  pack(machine: Machine, from: number): void
}

/** The dense weights `owner.kernel` and `owner.bias`, if there is one; x is padded to 4 columns, y to 8. */
export function denseWeights(
  owner: string,
  needsInputGradient: boolean,
  parameters: Parameters,
  zeros: number,
  arena: Arena,
): DenseWeights {
  const kernel = parameters.find(`${owner}.kernel`)
  const bias = parameters.has(`${owner}.bias`) ? parameters.find(`${owner}.bias`) : null
  const [inputs, units] = kernel.shape
  const columns = pad8(units)
  const panels = arena.floats(columns * inputs)
  const biasRow = bias === null ? zeros : arena.floats(columns)
  const toInput = needsInputGradient ? arena.floats(pad8(inputs) * columns) : 0
  return {
    inputs,
    units,
    productSize: pad4(inputs) * columns,
    pack({ kernels }, from) {
      const at = from + 4 * kernel.offset
      kernels.packPanels(at, units, inputs, units, panels, inputs * 8)
      if (toInput !== 0) kernels.packTransposed(at, units, inputs, units, toInput, columns * 8)
      if (bias !== null) kernels.copyRows(from + 4 * bias.offset, units, biasRow, columns, 1, units)
    },
    forward({ kernels }, x, y, rows) {
      kernels.gemm(
        x.at,
        x.stride,
        panels,
        inputs * 8,
        y.at,
        y.stride,
        biasRow,
        0,
        rows,
        columns,
        inputs,
      )
    },
    addGradients({ kernels }, x, dy, rows, product, to) {
      const depth = pad4(inputs)
      kernels.zero(product, depth * columns)
      kernels.gemmTn(x.at, x.stride, dy.at, dy.stride, product, columns, depth, columns, rows)
      kernels.addRows(product, columns, to + 4 * kernel.offset, units, inputs, units, 1)
      if (bias !== null) kernels.addRows(dy.at, dy.stride, to + 4 * bias.offset, 0, rows, units, 1)
    },
    inputGradient({ kernels }, dy, dx, rows) {
      const { at, stride } = dy
      kernels.gemm(
        at,
        stride,
        toInput,
        columns * 8,
        dx.at,
        dx.stride,
        zeros,
        0,
        rows,
        pad8(inputs),
        columns,
      )
    },
  }
}
