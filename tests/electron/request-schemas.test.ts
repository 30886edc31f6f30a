import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { callNames, type CallName } from '../../electron/contract'
import { requestSchemas } from '../../electron/request-schemas'

const spec = {
  version: 1,
  input: { history: 30 },
  horizon: 7,
  layers: [
    { kind: 'rnn', activation: 'relu', units: 8, dropout: 0 },
    { kind: 'gru', units: 16, dropout: 0.1 },
  ],
  head: { kind: 'point' },
  loss: 'huber',
  optimizer: { kind: 'adam', learningRate: 0.003 },
  clipNorm: 1,
  batchSize: 32,
  epochs: 40,
  earlyStopping: null,
  seed: 1,
}

const accepted: Readonly<Record<CallName, unknown>> = {
  'app.info': undefined,
  'file.choose': undefined,
  'file.open': { path: '/data/sales.csv' },
  'file.recent': undefined,
  'file.forget': { path: 'C:\\data\\sales.csv' },
  'file.reveal': { path: '/data/sales-forecast.csv' },
  'sample.list': undefined,
  'sample.open': { id: 'seattle-weather' },
  'dataset.rows': { id: 'dataset-1', from: 0, count: 200 },
  'dataset.assign': { id: 'dataset-1', roles: { day: 'date', sold: 'target' }, selectedId: null },
  'dataset.series': { id: 'dataset-1' },
  'dataset.close': { id: 'dataset-1' },
  'job.start': { datasetId: 'dataset-1', spec },
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
  ['sample.open', { id: 'x'.repeat(65) }, 'an endless id'],
  ['dataset.rows', { id: 'dataset-1', from: -1, count: 10 }, 'a negative row'],
  ['dataset.rows', { id: 'dataset-1', from: 0.5, count: 10 }, 'half a row'],
  ['dataset.rows', { id: 'dataset-1', from: 0, count: 10_001 }, 'more rows than a grid shows'],
  ['dataset.rows', { id: 'dataset-1', from: 0, count: Number.NaN }, 'NaN'],
  ['dataset.assign', { id: 'dataset-1', roles: { day: 'admin' }, selectedId: null }, 'no role'],
  ['job.start', { datasetId: 'dataset-1', spec: { ...spec, version: 2 } }, 'another version'],
  ['job.start', { datasetId: 'dataset-1', spec: { ...spec, script: 'x' } }, 'an unknown setting'],
  ['job.start', { datasetId: 'dataset-1', spec: { ...spec, horizon: '7' } }, 'text for a number'],
  ['job.start', { datasetId: 'dataset-1', spec: { ...spec, clipNorm: Infinity } }, 'infinity'],
  [
    'job.start',
    { datasetId: 'dataset-1', spec: { ...spec, layers: [{ kind: 'gru', units: 8 }] } },
    'a layer without dropout',
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
