import { add, concat, mul, sigmoid, square, sub } from '@tensorflow/tfjs-core'
import type { Cell } from './cell'
import {
  blockFactors,
  saturatedGate,
  sigmoidSlope,
  stackRows,
  tanhOfSigmoid,
} from './column-blocks'

/**
 * i, f, o = σ(·), g = tanh(·), c' = f∘c + i∘g, h' = o∘tanh(c') (Gers et al. 2000). Columns: i, f, g, o as
 * Keras orders them, g doubled. The second state is C = 2c, so that tanh(c) = 2σ(C) - 1 without a product.
 */
export function lstmCell(units: number): Cell {
  const doubled = () => blockFactors([1, 1, 2, 1], units)
  return {
    fused: 'lstm',
    stateFactors: [1, 2],
    matrix: (kernel, recurrentKernel) => mul(stackRows(kernel, recurrentKernel), doubled()),
    bias: (bias) => mul(bias, doubled()),
    forward(z, [, before]) {
      const [i, f, s, o] = z.map((gate) => sigmoid(gate))
      const candidate = sub(mul(s, 4), 2)
      const after = add(mul(f, before), mul(i, candidate))
      const squashed = tanhOfSigmoid(sigmoid(after))
      return {
        state: [mul(o, squashed), after],
        saved: [i, f, s, o, candidate, before, squashed],
      }
    },
    backward([dh, dAfter], [i, f, s, o, candidate, before, squashed]) {
      const slope = mul(sub(1, square(squashed)), 0.5)
      const dc = add(dAfter, mul(mul(dh, o), slope))
      const dz = concat(
        [
          mul(mul(dc, candidate), sigmoidSlope(i)),
          mul(mul(dc, before), sigmoidSlope(f)),
          mul(mul(mul(dc, i), 4), sigmoidSlope(s)),
          mul(mul(dh, squashed), sigmoidSlope(o)),
        ],
        1,
      )
      return { dz, dh: null, dOthers: [mul(dc, f)] }
    },
    saturated: ([i, f, , o]) => [i, f, o].map(saturatedGate),
  }
}
