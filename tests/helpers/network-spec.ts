import type { ModelSpec, RecurrentLayer } from '../../engine/spec/model-spec'

/** A recurrent layer with everything optional switched off. */
export function layer(
  kind: RecurrentLayer['kind'],
  units: number,
  changes: Partial<RecurrentLayer> = {},
): RecurrentLayer {
  const base = {
    units,
    dropout: 0,
    recurrentDropout: 0,
    direction: 'forward',
    residual: false,
    layerNorm: false,
    initialState: 'zero',
    frozen: false,
  } as const
  const made: RecurrentLayer =
    kind === 'rnn' ? { kind, activation: 'tanh', ...base } : { kind, ...base }
  return { ...made, ...changes } as RecurrentLayer
}

/** A small network with a point head; `changes` replace whole fields. */
export function networkSpec(changes: Partial<ModelSpec> = {}): ModelSpec {
  return {
    version: 1,
    input: { history: 7, segment: 1 },
    horizon: 3,
    before: [],
    layers: [layer('lstm', 5)],
    readout: { kind: 'last' },
    head: { kind: 'point', initialScale: 1 },
    skip: null,
    loss: { kind: 'mse' },
    optimizer: { kind: 'adam', learningRate: 1e-3, weightDecay: 0 },
    schedule: { kind: 'constant' },
    clipNorm: null,
    batchSize: 6,
    accumulation: 1,
    averageDecay: null,
    epochs: 1,
    earlyStopping: null,
    seed: 1,
    ...changes,
  }
}
