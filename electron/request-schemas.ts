import * as v from 'valibot'
import type { CallName, Request } from './contract'

/**
 * The shape of every call's request, checked by main before anything is done with it. Shapes only: whether
 * a spec's numbers make sense, or an id is known, is the engine's to say. The mapped type below makes a
 * schema that is missing, or that differs from the contract, a compile error.
 */
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64))
const path = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(32767),
  v.check((text) => !text.includes('\0'), 'A path has no NUL character.'),
)
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const number = v.pipe(v.number(), v.finite())
const role = v.picklist(['date', 'target', 'covariate', 'id', 'ignore'])

/** Most rows of one `dataset.rows` call; a grid asks for what it shows. */
const mostRows = 10_000

const units = { units: number, dropout: number }
const layer = v.variant('kind', [
  v.strictObject({ kind: v.literal('rnn'), activation: v.picklist(['tanh', 'relu']), ...units }),
  v.strictObject({ kind: v.literal('lstm'), ...units }),
  v.strictObject({ kind: v.literal('gru'), ...units }),
])

const modelSpec = v.strictObject({
  version: v.literal(1),
  input: v.strictObject({ history: number }),
  horizon: number,
  layers: v.pipe(v.array(layer), v.maxLength(64)),
  head: v.strictObject({ kind: v.literal('point') }),
  loss: v.picklist(['mse', 'mae', 'huber']),
  optimizer: v.strictObject({ kind: v.literal('adam'), learningRate: number }),
  clipNorm: number,
  batchSize: number,
  epochs: number,
  earlyStopping: v.nullable(v.strictObject({ patience: number })),
  seed: number,
})

export type RequestSchemas = {
  readonly [N in CallName]: v.GenericSchema<unknown, Request<N>>
}

export const requestSchemas: RequestSchemas = {
  'app.info': v.undefined(),
  'file.choose': v.undefined(),
  'file.open': v.strictObject({ path }),
  'file.recent': v.undefined(),
  'file.forget': v.strictObject({ path }),
  'file.reveal': v.strictObject({ path }),
  'sample.list': v.undefined(),
  'sample.open': v.strictObject({ id }),
  'dataset.rows': v.strictObject({
    id,
    from: count,
    count: v.pipe(count, v.maxValue(mostRows)),
  }),
  'dataset.assign': v.strictObject({
    id,
    roles: v.record(v.string(), role),
    selectedId: v.nullable(v.string()),
  }),
  'dataset.series': v.strictObject({ id }),
  'dataset.close': v.strictObject({ id }),
  'job.start': v.strictObject({ datasetId: id, spec: modelSpec }),
  'job.cancel': v.strictObject({ jobId: id }),
  'forecast.export': v.strictObject({ jobId: id }),
}
