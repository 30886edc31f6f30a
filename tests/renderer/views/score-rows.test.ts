import { describe, expect, it } from 'vitest'
import type { Series } from '../../../engine/data/series'
import type { ForecastResult } from '../../../engine/forecast/forecast-result'
import { suggestSpec } from '../../../engine/forecast/suggest-spec'
import { bestBaseline, forecastDecimals } from '../../../renderer/src/views/forecast/forecast-data'
import { scoreRows } from '../../../renderer/src/views/forecast/score-rows'

const series: Series = {
  name: 'passengers',
  calendar: { frequency: { kind: 'monthly', multiple: 1 }, start: Date.UTC(1949, 0, 1) },
  values: Float64Array.from({ length: 48 }, (_, i) => 100 + (i % 12)),
  covariates: [],
}
const point = { time: 0, mean: 110, lo80: 104, hi80: 116, lo95: 100, hi95: 120 }
const result: ForecastResult = {
  target: 'passengers',
  frequency: series.calendar.frequency,
  horizon: 2,
  season: 12,
  model: 'GRU 32',
  spec: suggestSpec(series),
  backend: 'tensorflow-wasm',
  preparation: [],
  parameterCount: 3744,
  bestEpoch: 9,
  epochsTrained: 21,
  seconds: 4.2,
  validationMase: 0.7,
  metrics: { mase: 0.9, smape: 5, rmse: 12 },
  baselines: [
    { method: 'naive', title: 'the last value', scores: { mase: 1.4, smape: 8, rmse: 20 } },
    {
      method: 'seasonalNaive',
      title: "last year's value",
      scores: { mase: 0.7, smape: 4, rmse: 9 },
    },
    { method: 'drift', title: 'drift', scores: { mase: 1.4, smape: 8.1, rmse: 20 } },
  ],
  bestBaseline: Float64Array.of(110, 111, 100, 101),
  verdict: { kind: 'worse', baseline: 'seasonalNaive', skill: -0.29, sentence: '' },
  bands: { windows: 20, caution: null },
  memorySpan: null,
  holdout: [
    { ...point, actual: 110 },
    { ...point, actual: 111 },
  ],
  forecast: [point, point],
}

describe('the score table', () => {
  it('ranks the network among the rules, ties alike', () => {
    const rows = scoreRows(result)
    expect(rows.map(({ rank, name }) => [rank, name])).toEqual([
      [1, "Last year's value"],
      [2, 'GRU 32'],
      [3, 'Last value'],
      [3, 'Drift'],
    ])
    expect(rows.filter((row) => row.network)).toHaveLength(1)
  })
})

it('draws the best baseline from the hold-out on', () => {
  const line = bestBaseline(series, result)
  expect(line).toMatchObject({ name: "Last year's value", from: 46 })
  expect(Array.from(line.values)).toEqual([110, 111, 100, 101])
})

it('shows as many decimals as tell the bands apart', () => {
  expect(forecastDecimals(series, result)).toBe(1)
})
