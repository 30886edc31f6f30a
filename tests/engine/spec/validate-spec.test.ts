import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../engine/errors'
import { defaultLayer } from '../../../engine/spec/default-layer'
import type { ModelSpec } from '../../../engine/spec/model-spec'
import { checkFeatures } from '../../../engine/spec/spec-rules'
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

const gru = defaultLayer('gru', { units: 4 })
const point = { kind: 'point', initialScale: 1 } as const
const adam = { kind: 'adam', learningRate: 0.01, weightDecay: 0 } as const
const skip = { initial: { kind: 'zero' }, learningRateFactor: 1, frozen: false } as const
const quantiles = {
  kind: 'quantiles',
  initialScale: 1,
  levels: [0.1, 0.9],
  weights: [1, 1],
} as const
const classes = { kind: 'classes', initialScale: 1, count: 3 } as const
const decoder = { kind: 'decoder', teacherForcing: true } as const
const positions = { kind: 'positions', dropout: 0 } as const
const dense = { units: 3, activation: 'relu', dropout: 0, frozen: false } as const

describe('validateSpec', () => {
  it('returns a valid spec as it is', () => {
    const spec = smallSpec({
      layers: [defaultLayer('rnn'), defaultLayer('lstm'), defaultLayer('gru')],
      earlyStopping: { patience: 3 },
    })
    expect(validateSpec(JSON.parse(JSON.stringify(spec)))).toEqual(spec)
  })

  it.each<[string, object]>([
    ['input.history', { input: { history: 0, segment: 1 } }],
    ['input.history', { input: { history: 2.5, segment: 1 } }],
    ['input.segment', { input: { history: 6 } }],
    ['input.segment', { input: { history: 6, segment: 4 } }],
    ['horizon', { horizon: -1 }],
    ['before', { before: null }],
    ['before[0].units', { before: [{ units: 0, activation: 'relu', dropout: 0, frozen: false }] }],
    [
      'before[0].activation',
      { before: [{ units: 3, activation: 'gelu', dropout: 0, frozen: false }] },
    ],
    ['layers', { layers: [] }],
    ['layers', { layers: 'gru' }],
    ['layers[0].units', { layers: [{ ...gru, units: 0 }] }],
    ['layers[1].units', { layers: [gru, { ...gru, units: 1e9 }] }],
    ['layers[0].dropout', { layers: [{ ...gru, dropout: 1 }] }],
    ['layers[0].dropout', { layers: [{ ...gru, dropout: NaN }] }],
    ['layers[0].recurrentDropout', { layers: [{ ...gru, recurrentDropout: -0.1 }] }],
    ['layers[0].direction', { layers: [{ ...gru, direction: 'backward' }] }],
    ['layers[0].residual', { layers: [{ ...gru, residual: 1 }] }],
    ['layers[0].layerNorm', { layers: [{ ...gru, layerNorm: null }] }],
    ['layers[0].initialState', { layers: [{ ...gru, initialState: 'random' }] }],
    ['layers[0].recurrentDropout', { layers: [{ kind: 'gru', units: 4, dropout: 0 }] }],
    ['layers[0].frozen', { layers: [{ ...gru, frozen: 'no' }] }],
    ['layers[0].kind', { layers: [{ ...gru, kind: 'transformer' }] }],
    ['layers[0].activation', { layers: [{ ...gru, kind: 'rnn', activation: 'gelu' }] }],
    ['layers[0].activation', { layers: [{ ...gru, kind: 'rnn' }] }],
    ['layers[0].size', { layers: [{ ...gru, size: 3 }] }],
    ['layers[0]', { layers: [3] }],
    ['readout.kind', { readout: { kind: 'attention' } }],
    ['readout.teacherForcing', { readout: { kind: 'decoder' } }],
    ['readout.dropout', { readout: { kind: 'positions', dropout: 2 } }],
    ['head.kind', { head: { kind: 'oracle' } }],
    ['head.initialScale', { head: { kind: 'point', initialScale: 0 } }],
    ['head.levels[1]', { head: { ...quantiles, levels: [0.1, 1] } }],
    ['head.weights[0]', { head: { ...quantiles, weights: [0, 1] } }],
    ['head.count', { head: { kind: 'classes', initialScale: 1, count: 1 } }],
    ['skip', { skip: 'zero' }],
    ['skip.initial.kind', { skip: { ...skip, initial: { kind: 'ones' } } }],
    ['skip.learningRateFactor', { skip: { ...skip, learningRateFactor: 0 } }],
    ['loss', { loss: 'mse' }],
    ['loss.kind', { loss: { kind: 'none' } }],
    ['loss.delta', { loss: { kind: 'huber', delta: 0 } }],
    ['optimizer.kind', { optimizer: { ...adam, kind: 'lion' } }],
    ['optimizer.learningRate', { optimizer: { ...adam, learningRate: 0 } }],
    ['optimizer.learningRate', { optimizer: { ...adam, learningRate: Infinity } }],
    ['optimizer.weightDecay', { optimizer: { ...adam, weightDecay: -1 } }],
    ['optimizer.momentum', { optimizer: { ...adam, kind: 'sgd', momentum: 1 } }],
    ['schedule.warmupSteps', { schedule: { kind: 'cosine', warmupSteps: -1, finalShare: 0 } }],
    ['schedule.factor', { schedule: { kind: 'plateau', factor: 1, patience: 2, finalShare: 0 } }],
    ['clipNorm', { clipNorm: 0 }],
    ['batchSize', { batchSize: '32' }],
    ['accumulation', { accumulation: 0 }],
    ['averageDecay', { averageDecay: 1 }],
    ['epochs', { epochs: 0 }],
    ['earlyStopping.patience', { earlyStopping: { patience: 0 } }],
    ['earlyStopping', { earlyStopping: undefined }],
    ['seed', { seed: -1 }],
    ['seed', { seed: 2 ** 32 }],
    ['version', { version: 2 }],
  ])('names %s: %j', (field, change) => {
    const error = fault({ ...smallSpec(), ...change })
    expect(error.code).toBe('spec-invalid')
    expect(error.details.field).toBe(field)
    expect(error.message).toContain(field)
    expect(error.details.remedy).toContain(field)
  })

  it.each<[string, Partial<ModelSpec>]>([
    ['input.segment', { input: { history: 7, segment: 2 } }],
    ['horizon', { readout: { kind: 'sequence' } }],
    ['layers[1].residual', { layers: [gru, defaultLayer('lstm', { units: 3, residual: true })] }],
    ['layers[0].residual', { before: [dense], layers: [{ ...gru, residual: true }] }],
    ['layers[0].direction', { layers: [{ ...gru, direction: 'sum' }], readout: decoder }],
    ['layers[0].layerNorm', { layers: [{ ...gru, layerNorm: true }], readout: positions }],
    ['layers[1].residual', { layers: [gru, { ...gru, residual: true }], readout: positions }],
    ['readout.kind', { readout: decoder, head: classes, loss: { kind: 'cross-entropy' } }],
    ['loss.kind', { head: point, loss: { kind: 'pinball' } }],
    ['loss.kind', { head: { kind: 'gaussian', initialScale: 1 }, loss: { kind: 'mse' } }],
    ['head.levels[1]', { head: { ...quantiles, levels: [0.5, 0.5] }, loss: { kind: 'pinball' } }],
    ['head.weights', { head: { ...quantiles, weights: [1] }, loss: { kind: 'pinball' } }],
    ['skip', { skip, head: classes, loss: { kind: 'cross-entropy' } }],
    ['skip.initial.season', { skip: { ...skip, initial: { kind: 'seasonal-naive', season: 7 } } }],
    ['skip.initial.values', { skip: { ...skip, initial: { kind: 'weights', values: [1] } } }],
  ])('refuses what does not go together: %s %j', (field, change) => {
    const error = fault(smallSpec(change))
    expect(error.code).toBe('spec-invalid')
    expect(error.details.field).toBe(field)
    expect(error.details.remedy).not.toBe('')
  })

  it('leaves the first residual to the features of the data', () => {
    const spec = validateSpec(smallSpec({ layers: [{ ...gru, residual: true }] }))
    expect(() => {
      checkFeatures(spec, 4)
    }).not.toThrow()
    expect(() => {
      checkFeatures(spec, 3)
    }).toThrow('layers[0].residual')
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
  it('keeps what the layer that it replaces has, except what is of its cell', () => {
    const like = { units: 8, dropout: 0.2, direction: 'sum', residual: true } as const
    const rnn = defaultLayer('rnn', like)
    expect(rnn).toMatchObject({ kind: 'rnn', activation: 'tanh', ...like, layerNorm: false })
    expect(defaultLayer('gru', rnn)).toEqual({ ...defaultLayer('gru'), ...like })
  })
})
