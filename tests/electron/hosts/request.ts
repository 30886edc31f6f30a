import type { ForecastRequest } from '../../../engine/jobs/protocol'

/** A request whose series bears the name; threads of these tests do as it says. */
export function requestNamed(name: string): ForecastRequest {
  return {
    series: {
      name,
      calendar: { frequency: { kind: 'daily', multiple: 1 }, start: 0 },
      values: new Float64Array([1, 2, 3]),
      covariates: [],
    },
    spec: {
      version: 1,
      input: { history: 2 },
      horizon: 1,
      layers: [{ kind: 'gru', units: 2, dropout: 0 }],
      head: { kind: 'point' },
      loss: 'mse',
      optimizer: { kind: 'adam', learningRate: 0.01 },
      clipNorm: 1,
      batchSize: 4,
      epochs: 2,
      earlyStopping: null,
      seed: 1,
    },
  }
}
