import { describe, expect, it } from 'vitest'
import { initialWeights } from '../../../engine/network/initial-weights'
import { defaultLayer } from '../../../engine/spec/default-layer'
import { countParameters, describeSpec } from '../../../engine/spec/describe-spec'
import { smallSpec } from '../../helpers/networks'

describe('describeSpec', () => {
  // Parameter counts as Keras' model.summary() prints them for 1 feature and 32 units:
  // SimpleRNN 32·(1+32+1), LSTM 4·32·(1+32+1), GRU with reset_after 3·32·(1+32+2).
  it.each([
    [defaultLayer('rnn'), 1088, 'SimpleRNN 32'],
    [defaultLayer('lstm'), 4352, 'LSTM 32'],
    [defaultLayer('gru'), 3360, 'GRU 32'],
    [defaultLayer('lstm', { direction: 'concat' }), 8704, 'Bidirectional LSTM 32'],
  ])('counts parameters as Keras does: %o', (layer, expected, name) => {
    const described = describeSpec(smallSpec({ layers: [layer] }), 1)
    expect(described.layers[1].parameterCount).toBe(expected)
    expect(described.name).toBe(name)
  })

  it('follows shapes through a stack', () => {
    const spec = smallSpec({
      input: { history: 30, segment: 1 },
      horizon: 7,
      layers: [
        defaultLayer('gru', { units: 32, dropout: 0.1 }),
        defaultLayer('gru', { units: 16 }),
        defaultLayer('lstm', { units: 8 }),
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

  it('shows segments, dense layers, decoder, quantiles and skip', () => {
    const spec = smallSpec({
      input: { history: 24, segment: 4 },
      horizon: 10,
      before: [{ units: 8, activation: 'relu', dropout: 0, frozen: false }],
      layers: [defaultLayer('gru', { units: 8 })],
      readout: { kind: 'positions', dropout: 0.1 },
      head: { kind: 'quantiles', initialScale: 0.1, levels: [0.1, 0.5, 0.9], weights: [1, 1, 1] },
      loss: { kind: 'pinball' },
      skip: { initial: { kind: 'zero' }, learningRateFactor: 0.3, frozen: false },
    })
    const described = describeSpec(spec, 2)
    expect(
      described.layers.map(({ field, outputShape, parameterCount }) => [
        field,
        outputShape,
        parameterCount,
      ]),
    ).toEqual([
      ['input', '[batch, 6, 8]', 0],
      ['before[0]', '[batch, 6, 8]', 8 * 8 + 8],
      ['layers[0]', '[batch, 8]', 3 * 8 * (8 + 8 + 2)],
      ['readout', '[batch, 3, 8]', 3 * 8],
      ['head', '[batch, 10, 3]', 8 * 12 + 12],
      ['skip', '[batch, 10]', 24 * 10],
    ])
    const drawn = initialWeights(spec, { features: 2 })
    expect(drawn.reduce((sum, { values }) => sum + values.length, 0)).toBe(described.parameterCount)
    expect(countParameters(spec, 2)).toBe(described.parameterCount)
  })
})
