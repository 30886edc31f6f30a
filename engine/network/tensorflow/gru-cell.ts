import {
  add,
  concat,
  mul,
  reshape,
  sigmoid,
  slice,
  square,
  sub,
  zeros,
} from '@tensorflow/tfjs-core'
import type { Cell } from './cell'
import {
  blockFactors,
  columns,
  saturatedGate,
  sigmoidSlope,
  stackRows,
  tanhOfSigmoid,
} from './column-blocks'

/**
 * z, r = σ(·), n = tanh(x·W_n + b_n + r∘(h·U_n + c_n)), h' = n + z∘(h - n): reset after the product, as
 * Keras' `reset_after`, cuDNN and PyTorch do. Columns here: z, r, the candidate's part from x, its part
 * from h, the last two doubled. The two parts are kept apart because r comes between them.
 */
export function gruCell(units: number): Cell {
  const doubled = () => blockFactors([1, 1, 2, 2], units)
  return {
    fused: 'gru',
    stateFactors: [1],
    matrix(kernel, recurrentKernel) {
      const fromInput = concat([kernel, zeros([kernel.shape[0], units])], 1)
      const gates = columns(recurrentKernel, 0, 2, units)
      const candidate = columns(recurrentKernel, 2, 3, units)
      const fromState = concat([gates, zeros([units, units]), candidate], 1)
      return mul(stackRows(fromInput, fromState), doubled())
    },
    bias(bias) {
      const input = slice(bias, [0, 0], [1, 3 * units])
      const state = slice(bias, [1, 0], [1, 3 * units])
      const gates = add(columns(input, 0, 2, units), columns(state, 0, 2, units))
      const all = concat([gates, columns(input, 2, 3, units), columns(state, 2, 3, units)], 1)
      return mul(reshape(all, [4 * units]), doubled())
    },
    forward([update, reset, fromInput, fromState], [before]) {
      const z = sigmoid(update)
      const r = sigmoid(reset)
      const n = tanhOfSigmoid(sigmoid(add(fromInput, mul(r, fromState))))
      const difference = sub(before, n)
      return { state: [add(n, mul(z, difference))], saved: [z, r, n, difference, fromState] }
    },
    backward([dh], [z, r, n, difference, fromState]) {
      const throughGate = mul(dh, z)
      const dCandidate = mul(mul(sub(dh, throughGate), sub(1, square(n))), 0.5)
      const dz = concat(
        [
          mul(mul(dh, difference), sigmoidSlope(z)),
          mul(mul(dCandidate, fromState), sigmoidSlope(r)),
          dCandidate,
          mul(dCandidate, r),
        ],
        1,
      )
      return { dz, dh: throughGate, dOthers: [] }
    },
    saturated: ([z, r]) => [z, r].map(saturatedGate),
  }
}
