import { describe, expect, it } from 'vitest'
import { describeSpec } from '../../../engine/spec/describe-spec'
import { smallSpec } from '../../helpers/networks'

const sized = { units: 32, dropout: 0 }

describe('describeSpec', () => {
  // Parameter counts as Keras' model.summary() prints them for 1 feature and 32 units:
  // SimpleRNN 32·(1+32+1), LSTM 4·32·(1+32+1), GRU with reset_after 3·32·(1+32+2).
  it.each([
    [{ kind: 'rnn', activation: 'tanh', ...sized } as const, 1088, 'SimpleRNN 32'],
    [{ kind: 'lstm', ...sized } as const, 4352, 'LSTM 32'],
    [{ kind: 'gru', ...sized } as const, 3360, 'GRU 32'],
  ])('counts parameters as Keras does: %o', (layer, expected, name) => {
    const described = describeSpec(smallSpec({ layers: [layer] }), 1)
    expect(described.layers[1].parameterCount).toBe(expected)
    expect(described.name).toBe(name)
  })

  it('follows shapes through a stack', () => {
    const spec = smallSpec({
      input: { history: 30 },
      horizon: 7,
      layers: [
        { kind: 'gru', units: 32, dropout: 0.1 },
        { kind: 'gru', units: 16, dropout: 0 },
        { kind: 'lstm', units: 8, dropout: 0 },
      ],
    })
    const described = describeSpec(spec, 2)
    expect(described.name).toBe('GRU 32 → 16 → LSTM 8')
    expect(described.layers.map((layer) => [layer.field, layer.outputShape])).toEqual([
      ['input', '[batch, 30, 2]'],
      ['layers[0]', '[batch, 30, 32]'],
      ['layers[1]', '[batch, 30, 16]'],
      ['layers[2]', '[batch, 8]'],
      ['head', '[batch, 7]'],
    ])
    expect(described.layers.map((layer) => layer.parameterCount)).toEqual([
      0,
      3 * 32 * (2 + 32 + 2),
      3 * 16 * (32 + 16 + 2),
      4 * 8 * (16 + 8 + 1),
      8 * 7 + 7,
    ])
    expect(described.parameterCount).toBe(3456 + 2400 + 800 + 63)
  })
})
