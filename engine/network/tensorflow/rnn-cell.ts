import {
  abs,
  cast,
  equal,
  greater,
  mul,
  relu,
  sigmoid,
  square,
  step,
  sub,
  type Tensor,
} from '@tensorflow/tfjs-core'
import type { Cell } from './cell'
import { stackRows, tanhOfSigmoid } from './column-blocks'

/** h = tanh(x·W + h·U + b), or relu (Elman 1990). Columns: one block. */
export function rnnCell(activation: 'tanh' | 'relu'): Cell {
  const factor = activation === 'tanh' ? 2 : 1
  return {
    fused: `rnn-${activation}`,
    stateFactors: [1],
    matrix: (kernel, recurrentKernel) => mul(stackRows(kernel, recurrentKernel), factor),
    bias: (bias) => mul(bias, factor),
    forward([z]) {
      const h = activation === 'tanh' ? tanhOfSigmoid(sigmoid(z)) : relu(z)
      return { state: [h], saved: [h] }
    },
    backward: ([dh], [h]) => ({ dz: mul(dh, slope(h)), dh: null, dOthers: [] }),
    saturated: ([h]) => [
      cast(activation === 'tanh' ? greater(abs(h), 0.95) : equal(h, 0), 'float32'),
    ],
  }

  /** dh/dz from h itself: half of 1 - h², since z is twice the argument of tanh. */
  function slope(h: Tensor): Tensor {
    return activation === 'tanh' ? mul(sub(1, square(h)), 0.5) : step(h)
  }
}
