import {
  add,
  addN,
  div,
  engine,
  getBackend,
  getKernel,
  mul,
  reshape,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core'

/** Kernels that a backend may register: each part below is one program there instead of a dozen. */
export const stepKernels = {
  moment: 'HindcastMoment',
  adam: 'HindcastAdam',
  squares: 'HindcastSquares',
} as const

const has = (kernel: keyof typeof stepKernels): boolean =>
  getKernel(stepKernels[kernel], getBackend()) !== undefined

/** `share · old + (1 - share) · d`, or of d squared. */
export function moment(old: Tensor, share: number, d: Tensor, squared: boolean): Tensor {
  if (has('moment')) return engine().runKernel(stepKernels.moment, { old, d }, { share, squared })
  return add(mul(old, share), mul(squared ? square(d) : d, 1 - share))
}

export interface AdamRates {
  /** Factor on the weight, below 1 with decay apart from the gradient. */
  readonly kept: number
  /** Learning rate over the mean's correction. */
  readonly rate: number
  /** One over the mean square's correction. */
  readonly correction: number
  readonly epsilon: number
}

/** `kept · weight - rate · means / (√(correction · squares) + ε)` (Kingma & Ba 2015). */
export function adamWeight(
  weight: Tensor,
  means: Tensor,
  squares: Tensor,
  { kept, rate, correction, epsilon }: AdamRates,
): Tensor {
  if (has('adam')) {
    const rates = { kept, rate, correction, epsilon }
    return engine().runKernel(stepKernels.adam, { weight, means, squares }, rates)
  }
  const root = add(sqrt(mul(squares, correction)), epsilon)
  return sub(kept === 1 ? weight : mul(weight, kept), div(mul(means, rate), root))
}

/** √ of the sum of all squares in all tensors, `[]`. */
export function normOf(tensors: readonly Tensor[]): Tensor {
  if (!has('squares')) {
    return sqrt(tensors.map((own) => sum(square(own))).reduce((total, one) => add(total, one)))
  }
  const sums = tensors.map((own): Tensor => {
    const matrix = own.rank === 2 ? own : reshape(own, [1, own.size])
    const rows: Tensor = engine().runKernel(stepKernels.squares, { matrix }, { across: true })
    return engine().runKernel(stepKernels.squares, { matrix: rows }, { across: false })
  })
  return reshape(sqrt(addN(sums)), [])
}
