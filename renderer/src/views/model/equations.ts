import type { ModelSpec, RecurrentLayer } from '../../../../engine/spec/model-spec'

/** A symbol of a formula: an identifier, an operator or a number, with an optional subscript. */
export interface Symbol {
  readonly tag: 'mi' | 'mo' | 'mn'
  readonly text: string
  readonly sub: string | null
}

export type Equation = readonly Symbol[]

/**
 * Reads a formula written in a small notation: symbols parted by spaces, subscripts after `_`. Upright
 * names (`tanh`, `max`) and Greek letters are identifiers too.
 */
export function parseEquation(notation: string): Equation {
  return notation.split(' ').map((part) => {
    const [text, sub = null] = part.split('_')
    const tag = /^\d+$/.test(text) ? 'mn' : /^\p{L}+$/u.test(text) ? 'mi' : 'mo'
    return { tag, text, sub }
  })
}

const gate = (name: string): string =>
  `${name}_t = σ ( W_${name} x_t + U_${name} h_t−1 + b_${name} )`

const notations = {
  gru: [
    `${gate('z')}`,
    `${gate('r')}`,
    'h_t = z_t ⊙ h_t−1 + ( 1 − z_t ) ⊙ tanh ( W_n x_t + b_n + r_t ⊙ ( U_n h_t−1 + c_n ) )',
  ],
  lstm: [
    `${gate('i')}`,
    `${gate('f')}`,
    `${gate('o')}`,
    'c_t = f_t ⊙ c_t−1 + i_t ⊙ tanh ( W_c x_t + U_c h_t−1 + b_c )',
    'h_t = o_t ⊙ tanh ( c_t )',
  ],
  'rnn-tanh': ['h_t = tanh ( W x_t + U h_t−1 + b )'],
  'rnn-relu': ['h_t = max ( 0 , W x_t + U h_t−1 + b )'],
} as const

/** The equations of a layer's cell as the engine computes them; see `model-spec.ts` for their sources. */
export function cellEquations(layer: RecurrentLayer): readonly Equation[] {
  const key = layer.kind === 'rnn' ? (`rnn-${layer.activation}` as const) : layer.kind
  return notations[key].map(parseEquation)
}

/** The dense head: every step ahead from the last hidden state, or each from its own. */
export function headEquation({ input, readout }: ModelSpec): Equation {
  if (readout.kind === 'ahead') return parseEquation('y_t = W_y h_t + b_y')
  return parseEquation(`y = W_y h_${input.history} + b_y`)
}

/** What to know about a cell when choosing it. */
export function cellNote(layer: RecurrentLayer): string {
  if (layer.kind === 'gru') {
    return 'Two gates decide what to keep and what to renew. A good first choice for 20 to 200 steps.'
  }
  if (layer.kind === 'lstm') {
    return 'Three gates and a separate memory carry values over long stretches. A third more weights than a GRU.'
  }
  return layer.activation === 'tanh'
    ? 'One equation and no gates. Gradients fade within about ten steps.'
    : 'One equation and no gates. ReLU keeps gradients, but they can also grow without bound.'
}
