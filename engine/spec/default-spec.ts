import { defaultLayer } from './default-layer'
import type { ModelSpec } from './model-spec'

/**
 * A whole spec from the fields that matter to the caller, which replace the defaults field by field: one GRU
 * that sees 30 steps and forecasts 7, squared error, Adam at 0.001, clipped to norm 1, batches of 32, at most
 * 100 epochs, stopped after 10 without a better validation loss. It is not validated.
 */
export function defaultSpec(fields: Partial<ModelSpec> = {}): ModelSpec {
  return {
    version: 1,
    input: { history: 30, segment: 1 },
    horizon: 7,
    before: [],
    layers: [defaultLayer('gru')],
    readout: { kind: 'last' },
    head: { kind: 'point', initialScale: 1 },
    skip: null,
    loss: { kind: 'mse' },
    optimizer: { kind: 'adam', learningRate: 0.001, weightDecay: 0 },
    schedule: { kind: 'constant' },
    clipNorm: 1,
    batchSize: 32,
    accumulation: 1,
    averageDecay: null,
    epochs: 100,
    earlyStopping: { patience: 10 },
    seed: 1,
    ...fields,
  }
}
