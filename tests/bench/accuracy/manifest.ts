import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'

const score = v.nullable(v.number())
const common = {
  metric: v.picklist(['mase', 'mse']),
  floor: score,
  bestRnn: score,
  best: score,
  note: v.optional(v.string()),
}
const twoFiles = {
  ...common,
  train: v.string(),
  test: v.string(),
  season: v.number(),
  frequency: v.picklist([
    'hourly',
    'daily',
    'business-daily',
    'weekly',
    'monthly',
    'quarterly',
    'yearly',
  ]),
  horizon: v.union([v.number(), v.string()]),
}
const columns = v.union([v.literal('all'), v.array(v.string())])
const range = v.tuple([v.number(), v.number()])

const setSchema = v.variant('kind', [
  v.object({ kind: v.literal('panel'), ...twoFiles }),
  v.object({ kind: v.literal('m4'), ...twoFiles }),
  v.object({
    kind: v.literal('rolling'),
    ...common,
    file: v.string(),
    date: v.optional(v.string()),
    columns,
    season: v.number(),
    horizon: v.number(),
    origins: v.number(),
    step: v.number(),
  }),
  v.object({
    kind: v.literal('windows'),
    ...common,
    file: v.string(),
    date: v.optional(v.string()),
    header: v.optional(v.boolean(), true),
    columns,
    train: v.optional(range),
    validation: v.optional(range),
    test: v.optional(range),
    shares: v.optional(v.tuple([v.number(), v.number(), v.number()])),
    horizon: v.number(),
    stride: v.number(),
    season: v.optional(v.number()),
  }),
])
const schema = v.object({ sets: v.record(v.string(), setSchema) })

export type SetEntry = v.InferOutput<typeof setSchema>
export type SetOf<K extends SetEntry['kind']> = Extract<SetEntry, { kind: K }>

/** The sets that `folder`/manifest.json names, checked against the form that is written in it. */
export async function readManifest(folder: string): Promise<Readonly<Record<string, SetEntry>>> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8')
  return v.parse(schema, JSON.parse(text)).sets
}
