import * as v from 'valibot'
import { repairListSchema, repairStepSchema } from '../engine/data/repairs/repairs-file'
import { encodings } from '../engine/import/encoding/names'
import { delimiters } from '../engine/import/reader'
import { gpuExecutors } from '../engine/network/network'
import { boundsSchema, specSchema } from '../engine/spec/spec-schema'
import type { CallName, Request } from './contract'

/**
 * The shape of every call's request, checked by main before anything is done with it. Whether a spec's
 * fields go together, or an id is known, is the engine's to say. The mapped type below makes a
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
/** Longer than any sheet's name may be in a workbook. */
const sheet = v.pipe(v.string(), v.maxLength(1024))
const role = v.picklist(['date', 'target', 'covariate', 'id', 'ignore'])

const choices = v.strictObject({
  sheet: v.exactOptional(sheet),
  encoding: v.exactOptional(v.picklist(encodings)),
  delimiter: v.exactOptional(v.picklist(delimiters)),
  formats: v.exactOptional(v.record(v.string(), v.pipe(v.string(), v.maxLength(64)))),
})

/** Most steps of one `dataset.repair` call. */
const mostRepairs = 10_000

const executor = v.picklist(['auto', 'fused', 'tensorflow', ...gpuExecutors])
const onProcessor = v.picklist(['fused', 'tensorflow'])
const preset = v.picklist(['fast', 'balanced', 'accurate'])
/** More steps ahead than a network may have. */
const mostHorizon = 10_000
/** Most folds of one backtest; more would say nothing new. */
const mostFolds = 200

/** Longest text that a page may put on the clipboard, in UTF-16 units. */
const mostText = 1_000_000

/** Most rows of one `dataset.rows` call; a grid asks for what it shows. */
const mostRows = 10_000

const repairs = v.pipe(repairListSchema, v.maxLength(mostRepairs))

export type RequestSchemas = {
  readonly [N in CallName]: v.GenericSchema<unknown, Request<N>>
}

export const requestSchemas: RequestSchemas = {
  'app.info': v.undefined(),
  'app.diagnostics': v.undefined(),
  'clipboard.write': v.strictObject({ text: v.pipe(v.string(), v.maxLength(mostText)) }),
  'trials.forget': v.undefined(),
  'file.choose': v.undefined(),
  'file.open': v.strictObject({ path }),
  'clipboard.paste': v.undefined(),
  'clipboard.open': v.strictObject({ text: v.nullable(v.string()), html: v.nullable(v.string()) }),
  'file.recent': v.undefined(),
  'file.forget': v.strictObject({ path }),
  'file.reveal': v.strictObject({ path }),
  'reading.cancel': v.undefined(),
  'sample.list': v.undefined(),
  'sample.open': v.strictObject({ id }),
  'dataset.reread': v.strictObject({ id, choices }),
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
  'dataset.columns': v.strictObject({ id, names: v.pipe(v.array(v.string()), v.maxLength(16)) }),
  'dataset.repair': v.strictObject({
    id,
    steps: repairs,
  }),
  'dataset.preview': v.strictObject({ id, step: repairStepSchema }),
  'dataset.health': v.strictObject({ id }),
  'repairs.save': v.strictObject({ id, steps: repairs }),
  'repairs.open': v.undefined(),
  'dataset.close': v.strictObject({ id }),
  'job.start': v.strictObject({
    datasetId: id,
    order: v.variant('kind', [
      v.strictObject({ kind: v.literal('forecast'), spec: specSchema, executor }),
      v.strictObject({ kind: v.literal('estimate'), spec: specSchema, executor: onProcessor }),
      v.strictObject({
        kind: v.literal('auto'),
        horizon: v.pipe(count, v.minValue(1), v.maxValue(mostHorizon)),
        seed: count,
        preset,
        bounds: v.optional(boundsSchema),
        executor: onProcessor,
      }),
      v.strictObject({
        kind: v.literal('classes'),
        spec: specSchema,
        executor: onProcessor,
        column: v.nullable(v.string()),
      }),
      v.strictObject({ kind: v.literal('leak-proof'), spec: specSchema, executor: onProcessor }),
      v.strictObject({
        kind: v.literal('backtest'),
        spec: specSchema,
        executor: onProcessor,
        folds: v.nullable(v.pipe(count, v.minValue(1), v.maxValue(mostFolds))),
        mode: v.picklist(['refit', 'update']),
        slide: v.nullable(v.pipe(count, v.minValue(1))),
        preset: v.nullable(preset),
      }),
    ]),
  }),
  'job.cancel': v.strictObject({ jobId: id }),
  'forecast.export': v.strictObject({ jobId: id }),
}
