import type { CellPart, FusedCell } from '../cell-part'

export interface PartCode {
  /**
   * All that the code reads but gradients, and no more: WebGPU refuses a program whose input is not used. Z is z,
   * C the state kept apart before the step, A after it, H the output before it.
   */
  readonly reads: readonly ('Z' | 'C' | 'A' | 'H')[]
  /** Whether it reads the gradient by the states after the step. */
  readonly back: boolean
  /** Blocks of `units` columns that it gives. */
  readonly blocks: number
  /** Body that returns the element in block `block` and column `unit` of it, with `let` for what it names. */
  readonly code: string
}

// The same formulas as in lstm-cell.ts, gru-cell.ts and rnn-cell.ts, with z doubled where a gate is a tanh.
// `z(row, block, unit)` is z, `d` and `e` the gradients by the output and by the state kept apart; `atC(row, unit)`
// reads an input. Only what GLSL and WGSL both understand is used; `let` is `float` in GLSL.

/** Functions of one number that the code calls: name, argument, body. */
export const cellFunctions = [
  ['sigma', 'x', 'return 1. / (1. + exp(-x));'],
  ['slope', 'gate', 'return gate - gate * gate;'],
  // tanh(x/2), which does not overflow.
  ['tanhOfHalf', 'x', 'let decay = exp(-abs(x)); return sign(x) * (1. - decay) / (1. + decay);'],
  ['saturated', 'gate', 'if (abs(gate - .5) > .45) { return 1.; } return 0.;'],
] as const

const lstmBack = `
      let o = sigma(z(row, 3, unit));
      let squashed = tanhOfHalf(atA(row, unit));
      let dc = e(row, unit) + d(row, unit) * o * .5 * (1. - squashed * squashed);`

const gruStep = `
      let update = sigma(z(row, 0, unit));
      let reset = sigma(z(row, 1, unit));
      let fromState = z(row, 3, unit);
      let n = tanhOfHalf(z(row, 2, unit) + reset * fromState);`

const rnn = (output: string, gradient: string, saturated: string) =>
  ({
    output: {
      reads: ['Z'],
      back: false,
      blocks: 1,
      code: `let x = z(row, 0, unit); return ${output};`,
    },
    gradient: {
      reads: ['A'],
      back: true,
      blocks: 1,
      code: `let h = atA(row, unit); ${gradient}`,
    },
    saturated: {
      reads: ['A'],
      back: false,
      blocks: 1,
      code: `let h = atA(row, unit); if (${saturated}) { return 1.; } return 0.;`,
    },
  }) as const

export const cellCode: Readonly<Record<FusedCell, Partial<Readonly<Record<CellPart, PartCode>>>>> =
  {
    lstm: {
      cell: {
        reads: ['Z', 'C'],
        back: false,
        blocks: 1,
        code: `return sigma(z(row, 1, unit)) * atC(row, unit)
        + sigma(z(row, 0, unit)) * 2. * tanhOfHalf(z(row, 2, unit));`,
      },
      output: {
        reads: ['Z', 'A'],
        back: false,
        blocks: 1,
        code: 'return sigma(z(row, 3, unit)) * tanhOfHalf(atA(row, unit));',
      },
      gradient: {
        reads: ['Z', 'C', 'A'],
        back: true,
        blocks: 4,
        code: `${lstmBack}
      let gate = sigma(z(row, block, unit));
      if (block == 0) { return dc * 2. * tanhOfHalf(z(row, 2, unit)) * slope(gate); }
      if (block == 1) { return dc * atC(row, unit) * slope(gate); }
      if (block == 2) { return dc * 4. * sigma(z(row, 0, unit)) * slope(gate); }
      return d(row, unit) * squashed * slope(gate);`,
      },
      carry: {
        reads: ['Z', 'A'],
        back: true,
        blocks: 1,
        code: `${lstmBack}
      return dc * sigma(z(row, 1, unit));`,
      },
      saturated: {
        reads: ['Z'],
        back: false,
        blocks: 3,
        code: `if (block == 2) { return saturated(sigma(z(row, 3, unit))); }
      return saturated(sigma(z(row, block, unit)));`,
      },
    },
    gru: {
      output: {
        reads: ['Z', 'H'],
        back: false,
        blocks: 1,
        code: `${gruStep}
      return n + update * (atH(row, unit) - n);`,
      },
      gradient: {
        reads: ['Z', 'H'],
        back: true,
        blocks: 4,
        code: `${gruStep}
      let dh = d(row, unit);
      if (block == 0) { return dh * (atH(row, unit) - n) * slope(update); }
      let dCandidate = (dh - dh * update) * .5 * (1. - n * n);
      if (block == 1) { return dCandidate * fromState * slope(reset); }
      if (block == 2) { return dCandidate; }
      return dCandidate * reset;`,
      },
      carry: {
        reads: ['Z'],
        back: true,
        blocks: 1,
        code: 'return d(row, unit) * sigma(z(row, 0, unit));',
      },
      saturated: {
        reads: ['Z'],
        back: false,
        blocks: 2,
        code: 'return saturated(sigma(z(row, block, unit)));',
      },
    },
    'rnn-tanh': rnn('tanhOfHalf(x)', 'return d(row, unit) * .5 * (1. - h * h);', 'abs(h) > .95'),
    'rnn-relu': rnn('max(x, 0.)', 'if (h > 0.) { return d(row, unit); } return 0.;', 'h == 0.'),
  }
