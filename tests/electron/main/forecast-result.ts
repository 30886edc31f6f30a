import type { ForecastResult } from '../../../engine/forecast/forecast-result'
import { requestNamed } from '../hosts/request'

const scores = { mase: 0.8, smape: 5, rmse: 2 }

/** A result of two steps ahead, with numbers that can be checked by eye. */
export function resultOf(target: string): ForecastResult {
  const point = (day: number, mean: number) => ({
    time: Date.UTC(2024, 1, day),
    mean,
    lo80: mean - 1,
    hi80: mean + 1,
    lo95: mean - 2,
    hi95: mean + 2,
  })
  return {
    target,
    frequency: { kind: 'daily', multiple: 1 },
    horizon: 2,
    season: 7,
    model: 'GRU 2',
    spec: requestNamed(target).spec,
    backend: 'tensorflow-wasm',
    preparation: [],
    parameterCount: 10,
    bestEpoch: 1,
    epochsTrained: 2,
    seconds: 1,
    validationMase: 0.7,
    metrics: scores,
    baselines: [{ method: 'seasonalNaive', title: "last week's value", scores }],
    bestBaseline: Float64Array.of(1, 2, 3, 4),
    verdict: { kind: 'beats', baseline: 'seasonalNaive', skill: 0.123, sentence: 'Beats it.' },
    bands: { windows: 30, caution: null },
    memorySpan: null,
    holdout: [],
    forecast: [point(10, 12.5), point(11, 13)],
  }
}
