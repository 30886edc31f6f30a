import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../engine/errors'
import { defaultLayer } from '../../../engine/spec/default-layer'
import { validateSpec } from '../../../engine/spec/validate-spec'
import { smallSpec } from '../../helpers/networks'

function fault(input: unknown): EngineError {
  try {
    validateSpec(input)
  } catch (thrown) {
    if (thrown instanceof EngineError) return thrown
  }
  throw new Error('the spec was accepted')
}

const gru = { kind: 'gru', units: 4, dropout: 0 }

describe('validateSpec', () => {
  it('returns a valid spec as it is', () => {
    const spec = smallSpec({
      layers: [defaultLayer('rnn'), defaultLayer('lstm'), defaultLayer('gru')],
      earlyStopping: { patience: 3 },
    })
    expect(validateSpec(JSON.parse(JSON.stringify(spec)))).toEqual(spec)
  })

  it.each([
    ['input.history', { input: { history: 0 } }],
    ['input.history', { input: { history: 2.5 } }],
    ['horizon', { horizon: -1 }],
    ['layers', { layers: [] }],
    ['layers', { layers: 'gru' }],
    ['layers[0].units', { layers: [{ ...gru, units: 0 }] }],
    ['layers[1].units', { layers: [gru, { ...gru, units: 1e9 }] }],
    ['layers[0].dropout', { layers: [{ ...gru, dropout: 1 }] }],
    ['layers[0].dropout', { layers: [{ ...gru, dropout: NaN }] }],
    ['layers[0].kind', { layers: [{ ...gru, kind: 'transformer' }] }],
    ['layers[0].activation', { layers: [{ ...gru, kind: 'rnn', activation: 'gelu' }] }],
    ['layers[0].activation', { layers: [{ ...gru, kind: 'rnn' }] }],
    ['layers[0].size', { layers: [{ ...gru, size: 3 }] }],
    ['layers[0]', { layers: [3] }],
    ['head.kind', { head: { kind: 'oracle' } }],
    ['loss', { loss: 'none' }],
    ['optimizer.learningRate', { optimizer: { kind: 'adam', learningRate: 0 } }],
    ['optimizer.learningRate', { optimizer: { kind: 'adam', learningRate: Infinity } }],
    ['clipNorm', { clipNorm: 0 }],
    ['batchSize', { batchSize: '32' }],
    ['epochs', { epochs: 0 }],
    ['earlyStopping.patience', { earlyStopping: { patience: 0 } }],
    ['earlyStopping', { earlyStopping: undefined }],
    ['seed', { seed: -1 }],
    ['seed', { seed: 2 ** 32 }],
    ['version', { version: 2 }],
  ])('names %s', (field, change) => {
    const error = fault({ ...smallSpec(), ...change })
    expect(error.code).toBe('spec-invalid')
    expect(error.details.field).toBe(field)
    expect(error.message).toContain(field)
    expect(error.details.remedy).toContain(field)
  })

  it('says what is there and what must be', () => {
    const error = fault({ ...smallSpec(), layers: [{ ...gru, units: 0 }] })
    expect(error.message).toBe('layers[0].units is 0; it must be a whole number from 1 to 4,096.')
    expect(error.details.remedy).toBe('Set layers[0].units to a whole number from 1 to 4,096.')
  })

  it.each([null, undefined, 3, 'spec', []])('refuses %j', (input) => {
    expect(fault(input).code).toBe('spec-invalid')
  })
})

describe('defaultLayer', () => {
  it('keeps the size of the layer that it replaces', () => {
    expect(defaultLayer('rnn', { units: 8, dropout: 0.2 })).toEqual({
      kind: 'rnn',
      activation: 'tanh',
      units: 8,
      dropout: 0.2,
    })
  })
})
