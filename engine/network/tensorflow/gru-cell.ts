import {
  add,
  concat,
  mul,
  reshape,
  sigmoid,
  split,
  square,
  sub,
  zeros,
} from '@tensorflow/tfjs-core'
import type { Cell } from './cell'
import {
  blockFactors,
  columns,
  splitRows,
  stackRows,
  sigmoidSlope,
  tanhOfSigmoid,
} from './column-blocks'

/**
 * z, r = σ(·), n = tanh(x·W_n + b_n + r∘(h·U_n + c_n)), h' = n + z∘(h - n): reset after the product, as
 * Keras' `reset_after`, cuDNN and PyTorch do. Fused columns: z, r, the candidate's part from x, its part
 * from h, the last two doubled. The two parts are kept apart because r comes between them.
 */
export function gruCell(units: number): Cell {
  const factors = () => blockFactors([1, 1, 2, 2], units)
  return {
    stateCount: 1,
    fuse({ kernel, recurrentKernel, bias }) {
      const doubled = factors()
      const fromInput = concat([kernel, zeros([kernel.shape[0], units])], 1)
      const fromState = concat(
        [
          columns(recurrentKernel, 0, 2, units),
          zeros([units, units]),
          columns(recurrentKernel, 2, 3, units),
        ],
        1,
      )
      const [inputBias, stateBias] = split(bias, 2, 0)
      const gateBias = add(columns(inputBias, 0, 2, units), columns(stateBias, 0, 2, units))
      const allBias = concat(
        [gateBias, columns(inputBias, 2, 3, units), columns(stateBias, 2, 3, units)],
        1,
      )
      return {
        matrix: mul(stackRows(fromInput, fromState), doubled),
        bias: mul(reshape(allBias, [4 * units]), doubled),
      }
    },
    unfuse({ matrix, bias }, features) {
      const doubled = factors()
      const [fromInput, fromState] = splitRows(mul(matrix, doubled), features)
      const allBias = reshape(mul(bias, doubled), [1, 4 * units])
      const gateBias = columns(allBias, 0, 2, units)
      return {
        kernel: columns(fromInput, 0, 3, units),
        recurrentKernel: concat(
          [columns(fromState, 0, 2, units), columns(fromState, 3, 4, units)],
          1,
        ),
        bias: concat(
          [columns(allBias, 0, 3, units), concat([gateBias, columns(allBias, 3, 4, units)], 1)],
          0,
        ),
      }
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
  }
}
