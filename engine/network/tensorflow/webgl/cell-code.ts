import type { CellPart, FusedCell } from '../cell-part'

export interface PartCode {
  /** Inputs beside z: C the state kept apart before the step, A after it, H the output before it. */
  readonly reads: readonly ('C' | 'A' | 'H')[]
  /** Whether it reads the gradient by the states after the step. */
  readonly back: boolean
  /** Blocks of `units` columns that it gives. */
  readonly blocks: number
  /** GLSL: the element in block `block` and column `unit` of it. */
  readonly code: string
}

// The same formulas as in lstm-cell.ts, gru-cell.ts and rnn-cell.ts, with z doubled where a gate is a tanh.
// `z(row, block, unit)` is z, `d` and `e` the gradients by the output and by the state kept apart.

/** tanh(x/2), which does not overflow. */
export const sharedCode = `
  float sigma(float x) { return 1. / (1. + exp(-x)); }
  float slope(float gate) { return gate - gate * gate; }
  float tanhOfHalf(float x) {
    float e = exp(-abs(x));
    return sign(x) * (1. - e) / (1. + e);
  }
  float saturated(float gate) { return abs(gate - .5) > .45 ? 1. : 0.; }`

const lstmBack = `
      float o = sigma(z(row, 3, unit));
      float squashed = tanhOfHalf(atA(row, unit));
      float dc = e(row, unit) + d(row, unit) * o * .5 * (1. - squashed * squashed);`

const gruStep = `
      float update = sigma(z(row, 0, unit));
      float reset = sigma(z(row, 1, unit));
      float fromState = z(row, 3, unit);
      float n = tanhOfHalf(z(row, 2, unit) + reset * fromState);`

const rnn = (output: string, slope: string, saturated: string) =>
  ({
    output: {
      reads: [],
      back: false,
      blocks: 1,
      code: `float x = z(row, 0, unit); return ${output};`,
    },
    gradient: {
      reads: ['A'],
      back: true,
      blocks: 1,
      code: `float h = atA(row, unit); return d(row, unit) * ${slope};`,
    },
    saturated: {
      reads: ['A'],
      back: false,
      blocks: 1,
      code: `float h = atA(row, unit); return ${saturated} ? 1. : 0.;`,
    },
  }) as const

export const cellCode: Readonly<Record<FusedCell, Partial<Readonly<Record<CellPart, PartCode>>>>> =
  {
    lstm: {
      cell: {
        reads: ['C'],
        back: false,
        blocks: 1,
        code: `return sigma(z(row, 1, unit)) * atC(row, unit)
        + sigma(z(row, 0, unit)) * 2. * tanhOfHalf(z(row, 2, unit));`,
      },
      output: {
        reads: ['A'],
        back: false,
        blocks: 1,
        code: 'return sigma(z(row, 3, unit)) * tanhOfHalf(atA(row, unit));',
      },
      gradient: {
        reads: ['C', 'A'],
        back: true,
        blocks: 4,
        code: `${lstmBack}
      float gate = sigma(z(row, block, unit));
      float by = block == 0 ? dc * 2. * tanhOfHalf(z(row, 2, unit))
        : block == 1 ? dc * atC(row, unit)
        : block == 2 ? dc * 4. * sigma(z(row, 0, unit))
        : d(row, unit) * squashed;
      return by * slope(gate);`,
      },
      carry: {
        reads: ['A'],
        back: true,
        blocks: 1,
        code: `${lstmBack}
      return dc * sigma(z(row, 1, unit));`,
      },
      saturated: {
        reads: [],
        back: false,
        blocks: 3,
        code: 'return saturated(sigma(z(row, block == 2 ? 3 : block, unit)));',
      },
    },
    gru: {
      output: {
        reads: ['H'],
        back: false,
        blocks: 1,
        code: `${gruStep}
      return n + update * (atH(row, unit) - n);`,
      },
      gradient: {
        reads: ['H'],
        back: true,
        blocks: 4,
        code: `${gruStep}
      float dh = d(row, unit);
      if (block == 0) return dh * (atH(row, unit) - n) * slope(update);
      float dCandidate = (dh - dh * update) * .5 * (1. - n * n);
      return block == 1 ? dCandidate * fromState * slope(reset)
        : block == 2 ? dCandidate : dCandidate * reset;`,
      },
      carry: {
        reads: [],
        back: true,
        blocks: 1,
        code: 'return d(row, unit) * sigma(z(row, 0, unit));',
      },
      saturated: {
        reads: [],
        back: false,
        blocks: 2,
        code: 'return saturated(sigma(z(row, block, unit)));',
      },
    },
    'rnn-tanh': rnn('tanhOfHalf(x)', '.5 * (1. - h * h)', 'abs(h) > .95'),
    'rnn-relu': rnn('max(x, 0.)', '(h > 0. ? 1. : 0.)', 'h == 0.'),
  }
