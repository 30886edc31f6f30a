import { concat, mul, slice, square, sub, tensor1d, type Tensor } from '@tensorflow/tfjs-core'

/** One factor a block of `units` columns, as a row `[factors · units]` to multiply a matrix with. */
export function blockFactors(factors: readonly number[], units: number): Tensor {
  return tensor1d(factors.flatMap((factor) => Array<number>(units).fill(factor)))
}

/** Columns `from` to `to` of a matrix, counted in blocks of `units`. */
export function columns(matrix: Tensor, from: number, to: number, units: number): Tensor {
  return slice(matrix, [0, from * units], [matrix.shape[0], (to - from) * units])
}

/** Kernel over recurrent kernel: `[features + units, columns]`. */
export function stackRows(kernel: Tensor, recurrentKernel: Tensor): Tensor {
  return concat([kernel, recurrentKernel], 0)
}

/** The inverse of `stackRows`. */
export function splitRows(matrix: Tensor, features: number): [Tensor, Tensor] {
  const [rows, width] = matrix.shape
  return [
    slice(matrix, [0, 0], [features, width]),
    slice(matrix, [features, 0], [rows - features, width]),
  ]
}

/** tanh(x) from σ(2x). */
export function tanhOfSigmoid(sigmoid: Tensor): Tensor {
  return sub(mul(sigmoid, 2), 1)
}

/** dσ/dx from σ(x). */
export function sigmoidSlope(sigmoid: Tensor): Tensor {
  return sub(sigmoid, square(sigmoid))
}
