import { expect, it } from 'vitest'
import { forecastTable } from '../../../engine/export/forecast-table'
import { defaultSpec } from '../../../engine/spec/default-spec'
import type { ForecastResult } from '../../../engine/forecast/forecast-result'
import { importText } from '../../helpers/text-file'

const point = (time: number, mean: number) => ({
  time,
  mean,
  lo80: mean - 1,
  hi80: mean + 1,
  lo95: mean - 2,
  hi95: mean + 2,
})
const scores = { mase: 1, smape: 1, rmse: 1 }

const result: ForecastResult = {
  target: 'y',
  frequency: { kind: 'daily', multiple: 1 },
  horizon: 2,
  season: 7,
  model: 'GRU 32',
  spec: defaultSpec(),
  backend: 'cpu',
  preparation: [],
  parameterCount: 1,
  bestEpoch: 1,
  epochsTrained: 1,
  seconds: 1,
  validationMase: 0.7,
  metrics: scores,
  baselines: [{ method: 'naive', title: 'the last value', scores }],
  bestBaseline: new Float64Array(4),
  verdict: { kind: 'worse', baseline: 'naive', skill: 0, sentence: '' },
  bands: { windows: 1, caution: null },
  memorySpan: null,
  holdout: [],
  forecast: [point(Date.UTC(2024, 1, 29), 0.1 + 0.2), point(Date.UTC(2024, 2, 1), -1 / 3)],
}

it('writes one line a step with ISO dates and ten digits', () => {
  expect(forecastTable(result)).toBe(
    'date,mean,lo80,hi80,lo95,hi95\n' +
      '2024-02-29,0.3,-0.7,1.3,-1.7,2.3\n' +
      '2024-03-01,-0.3333333333,-1.333333333,0.6666666667,-2.333333333,1.666666667\n',
  )
})

it('writes an index as its number and no value as an empty cell', () => {
  const forecast = [{ ...point(151, 5), lo95: Number.NaN, hi95: Number.NaN }]
  const text = forecastTable({ ...result, frequency: { kind: 'index', multiple: 1 }, forecast })
  expect(text.split('\n')[1]).toBe('151,5,4,6,,')
})

it('can be read back', () => {
  const { table, issues } = importText(forecastTable(result))
  expect(issues.count).toBe(0)
  expect(table.columns.map(({ type }) => type)).toEqual([
    'date',
    ...Array<string>(5).fill('number'),
  ])
})
