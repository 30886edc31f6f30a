import * as v from 'valibot'
import type { FrequencyKind } from '../data/calendar'
import type { Series } from '../data/series'
import { EngineError } from '../errors'
import type { Executor } from '../network/network'
import type { ModelSpec } from '../spec/model-spec'
import { boundsSchema, specSchema } from '../spec/spec-schema'
import { methodNames } from './catalogue'
import type { MethodName } from './catalogue'
import type { FoldSetup } from './fold-setup'
import { transformNames } from './series-transform'

/** How a forecast is made: all that decides its numbers beside the data. */
export type ForecastRecipe =
  | { readonly kind: 'network'; readonly spec: ModelSpec; readonly executor: Executor }
  | { readonly kind: 'method'; readonly method: MethodName; readonly setup: FoldSetup }

/** Programs by name, such as `hindcast` and `v8`, and where networks ran, as `backend`. */
export type Versions = Readonly<Record<string, string>>

export interface DataPrint {
  /** SHA-256 of names, calendars, values and covariates, in hexadecimal. */
  readonly hash: string
  readonly series: number
  /** Of all series together. */
  readonly rows: number
}

/** The numbers of one series: what was forecast, to the last bit. */
export interface RecordedSeries {
  readonly name: string
  readonly dates: readonly string[]
  /** By column, such as `mean` and `lo80`, `[dates]`. */
  readonly numbers: Readonly<Record<string, readonly number[]>>
}

/** A forecast with what it takes to make it again. Plain JSON. */
export interface ForecastRecord {
  readonly format: 'hindcast-forecast'
  readonly version: 1
  readonly data: DataPrint
  readonly recipe: ForecastRecipe
  readonly versions: Versions
  readonly series: readonly RecordedSeries[]
}

/** The print of a panel: another value, date, name or covariate, another hash. */
export async function printOf(panel: readonly Series[]): Promise<DataPrint> {
  const parts: Uint8Array[] = []
  const text = (value: unknown): void => {
    parts.push(new TextEncoder().encode(`${JSON.stringify(value)}\n`))
  }
  const numbers = (values: Float64Array): void => {
    parts.push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  }
  for (const { name, calendar, values, covariates, statics } of panel) {
    text([name, calendar, values.length, ...(statics === undefined ? [] : [statics])])
    numbers(values)
    for (const { name: covariate, values: past, future = new Float64Array(0) } of covariates) {
      text([covariate, past.length, future.length])
      numbers(past)
      numbers(future)
    }
  }
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', whole))
  return {
    hash: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    series: panel.length,
    rows: panel.reduce((sum, { values }) => sum + values.length, 0),
  }
}

const text = v.string()
const whole = v.pipe(v.number(), v.integer(), v.minValue(0))
const executor = v.picklist(['fused', 'tensorflow'])
const frequencyKinds = [
  'secondly',
  'minutely',
  'hourly',
  'daily',
  'business-daily',
  'trading-daily',
  'weekly',
  'monthly',
  'quarterly',
  'yearly',
  'irregular',
  'index',
] as const satisfies readonly FrequencyKind[]
const setup = v.strictObject({
  horizon: v.pipe(whole, v.minValue(1)),
  history: v.optional(whole),
  transform: v.optional(v.picklist(transformNames)),
  season: whole,
  frequency: v.strictObject({ kind: v.picklist(frequencyKinds), multiple: whole }),
  levels: v.array(v.number()),
  seed: whole,
  preset: v.picklist(['fast', 'balanced', 'accurate']),
  mode: v.picklist(['refit', 'update']),
  executor,
  bounds: v.optional(boundsSchema),
})
const schema = v.looseObject({
  format: v.literal('hindcast-forecast'),
  version: v.literal(1),
  data: v.strictObject({ hash: text, series: whole, rows: whole }),
  recipe: v.variant('kind', [
    v.strictObject({ kind: v.literal('network'), spec: specSchema, executor }),
    v.strictObject({ kind: v.literal('method'), method: v.picklist(methodNames), setup }),
  ]),
  versions: v.record(text, text),
  series: v.array(
    v.strictObject({
      name: text,
      dates: v.array(text),
      numbers: v.record(text, v.array(v.number())),
    }),
  ),
})

/**
 * Reads a saved forecast.
 * @throws EngineError `file-malformed` when the text is none.
 */
export function readRecord(json: string): ForecastRecord {
  const parsed = v.safeParse(v.pipe(text, v.parseJson(), schema), json)
  if (parsed.success) return parsed.output
  const place = v.getDotPath(parsed.issues[0])
  throw new EngineError(
    'file-malformed',
    `This is no saved forecast: ${place === null ? 'it is no JSON object' : `${place} is missing or not as it should be`}.`,
    { remedy: 'Name a file that hindcast forecast --save wrote.' },
  )
}
