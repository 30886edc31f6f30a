import { readFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import * as v from 'valibot'
import { EngineError } from '../../engine/errors'
import { readRecord } from '../../engine/forecast/forecast-record'
import type { ForecastRecord } from '../../engine/forecast/forecast-record'
import type { BesideArguments } from './argument-options'
import { unreadable } from './read-dataset'
import type { ColumnChoice } from './read-dataset'

/** Where the data of a saved forecast lie and which of them were used. */
export interface SavedSource extends ColumnChoice, Omit<BesideArguments, 'covariates'> {
  /** From the folder of the saved forecast. */
  readonly file: string
}

export interface SavedForecast {
  readonly record: ForecastRecord
  readonly source: SavedSource
}

const words = v.array(v.string())
const schema = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({
    source: v.strictObject({
      file: v.string(),
      date: v.optional(v.string()),
      target: v.optional(v.string()),
      id: v.optional(v.string()),
      covariates: v.optional(words),
      resample: v.optional(v.string()),
      holidays: v.optional(v.string()),
      events: v.optional(words),
    }),
  }),
)

/** The text of a saved forecast that will lie at `path`; both paths absolute. */
export function savedText(
  record: ForecastRecord,
  path: string,
  { file, ...columns }: SavedSource,
): string {
  const source = { file: relative(dirname(path), file), ...columns }
  return `${JSON.stringify({ ...record, source }, null, 1)}\n`
}

/** @throws EngineError `file-missing`, `file-malformed`. */
export async function readSaved(path: string, cwd: string): Promise<SavedForecast> {
  let json: string
  try {
    json = await readFile(resolve(cwd, path), 'utf8')
  } catch (error) {
    throw unreadable(path, error)
  }
  const record = readRecord(json)
  const parsed = v.safeParse(schema, json)
  if (parsed.success) return { record, source: parsed.output.source }
  throw new EngineError('file-malformed', 'This saved forecast does not say where its data lie.', {
    file: path,
    remedy: 'Name a file that hindcast forecast --save wrote.',
  })
}
