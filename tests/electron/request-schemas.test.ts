import { defaultSpec } from '../../engine/spec/default-spec'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { callNames, type CallName } from '../../electron/contract'
import { requestSchemas } from '../../electron/request-schemas'

const spec = defaultSpec()

const accepted: Readonly<Record<CallName, unknown>> = {
  'app.info': undefined,
  'app.diagnostics': undefined,
  'clipboard.write': { text: 'Diagnostics' },
  'trials.forget': undefined,
  'file.choose': undefined,
  'file.open': { path: '/data/sales.xlsx' },
  'clipboard.paste': undefined,
  'clipboard.open': { text: 'day\tsold', html: null },
  'file.recent': undefined,
  'file.forget': { path: 'C:\\data\\sales.csv' },
  'file.reveal': { path: '/data/sales-forecast.csv' },
  'reading.cancel': undefined,
  'sample.list': undefined,
  'sample.open': { id: 'seattle-weather' },
  'dataset.reread': {
    id: 'dataset-1',
    choices: { sheet: 'Q1', encoding: 'GB18030', delimiter: ';', formats: { day: 'M/D/YYYY' } },
  },
  'dataset.rows': { id: 'dataset-1', from: 0, count: 200 },
  'dataset.assign': { id: 'dataset-1', roles: { day: 'date', sold: 'target' }, selectedId: null },
  'dataset.series': { id: 'dataset-1' },
  'dataset.columns': { id: 'dataset-1', names: ['Open', 'High', 'Low', 'Close'] },
  'dataset.repair': {
    id: 'dataset-1',
    steps: [
      {
        id: 'repair-1',
        column: 'sold',
        series: null,
        at: [1_704_067_200_000],
        enabled: true,
        action: { kind: 'interpolate', most: null },
      },
    ],
  },
  'dataset.preview': {
    id: 'dataset-1',
    step: {
      id: 'repair-1',
      column: 'sold',
      series: null,
      at: 'all',
      enabled: true,
      action: { kind: 'mask' },
    },
  },
  'repairs.save': { id: 'dataset-1', steps: [] },
  'repairs.open': undefined,
  'dataset.health': { id: 'dataset-1' },
  'dataset.close': { id: 'dataset-1' },
  'job.start': {
    datasetId: 'dataset-1',
    order: {
      kind: 'backtest',
      spec,
      executor: 'fused',
      folds: 12,
      mode: 'refit',
      slide: null,
      preset: null,
    },
  },
  'job.cancel': { jobId: 'job-1' },
  'forecast.export': { jobId: 'job-1' },
}

const refused: readonly (readonly [CallName, unknown, string])[] = [
  ['app.info', {}, 'a request where there is none'],
  ['file.open', undefined, 'no request'],
  ['file.open', { path: '' }, 'an empty path'],
  ['file.open', { path: '/etc/passwd\0.csv' }, 'a NUL in a path'],
  ['file.open', { path: ['/data/sales.csv'] }, 'a path that is no text'],
  ['file.open', { path: '/data/sales.csv', mode: 'w' }, 'a field too many'],
  ['clipboard.open', { text: 'a' }, 'half of a clipboard'],
  ['dataset.reread', { id: 'a', choices: { sheet: 2 } }, 'a sheet by number'],
  ['dataset.reread', { id: 'a', choices: { encoding: 'EBCDIC' } }, 'an unknown encoding'],
  ['sample.open', { id: 'x'.repeat(65) }, 'an endless id'],
  ['dataset.rows', { id: 'dataset-1', from: -1, count: 10 }, 'a negative row'],
  ['dataset.rows', { id: 'dataset-1', from: 0.5, count: 10 }, 'half a row'],
  ['dataset.rows', { id: 'dataset-1', from: 0, count: 10_001 }, 'more rows than a grid shows'],
  ['dataset.rows', { id: 'dataset-1', from: 0, count: Number.NaN }, 'NaN'],
  ['dataset.assign', { id: 'dataset-1', roles: { day: 'admin' }, selectedId: null }, 'no role'],
  ['dataset.repair', { id: 'dataset-1', steps: null }, 'no steps'],
  ['dataset.preview', { id: 'dataset-1', step: { id: 'r' } }, 'half a step'],
  [
    'dataset.repair',
    {
      id: 'dataset-1',
      steps: [
        {
          id: 'repair-1',
          column: 'sold',
          series: null,
          at: 'all',
          enabled: true,
          action: { kind: 'winsorise', lower: 0, upper: 2 },
        },
      ],
    },
    'a quantile above 1',
  ],
  [
    'job.start',
    {
      datasetId: 'dataset-1',
      order: { kind: 'forecast', spec: { ...spec, version: 2 }, executor: 'fused' },
    },
    'another version',
  ],
  [
    'job.start',
    { datasetId: 'dataset-1', order: { kind: 'estimate', spec, executor: 'webgl' } },
    'an estimate on the graphics processor',
  ],
  [
    'job.start',
    {
      datasetId: 'dataset-1',
      order: { kind: 'forecast', spec: { ...spec, script: 'x' }, executor: 'fused' },
    },
    'an unknown setting',
  ],
  [
    'job.start',
    {
      datasetId: 'dataset-1',
      order: { kind: 'forecast', spec: { ...spec, horizon: '7' }, executor: 'fused' },
    },
    'text for a number',
  ],
  [
    'job.start',
    {
      datasetId: 'dataset-1',
      order: { kind: 'forecast', spec: { ...spec, clipNorm: Infinity }, executor: 'fused' },
    },
    'infinity',
  ],
  [
    'job.start',
    {
      datasetId: 'dataset-1',
      order: {
        kind: 'forecast',
        spec: { ...spec, layers: [{ kind: 'gru', units: 8 }] },
        executor: 'fused',
      },
    },
    'a layer without dropout',
  ],
  [
    'job.start',
    { datasetId: 'dataset-1', order: { kind: 'train', spec, executor: 'fused' } },
    'an unknown kind of job',
  ],
  [
    'job.start',
    {
      datasetId: 'dataset-1',
      order: {
        kind: 'backtest',
        spec,
        executor: 'fused',
        folds: 0,
        mode: 'refit',
        slide: null,
        preset: null,
      },
    },
    'no fold',
  ],
  ['forecast.export', { jobId: null }, 'no job'],
]

describe('request schemas', () => {
  it.each(callNames)('%s takes a proper request unchanged', (name) => {
    expect(v.parse(requestSchemas[name], accepted[name])).toEqual(accepted[name])
  })

  it.each(refused)('%s with %j is refused: %s', (name, request) => {
    expect(v.safeParse(requestSchemas[name], request).success).toBe(false)
  })
})
