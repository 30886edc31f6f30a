import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { EngineError } from '../../engine/errors'
import type { Sample } from '../contract'
import type { DataThread } from '../hosts/data-thread'
import type { DatasetReader } from './dataset-reader'
import { sparkline } from './sparkline'

const manifest = v.array(
  v.object({
    id: v.string(),
    title: v.string(),
    /** Name of a file in the same folder. */
    file: v.pipe(v.string(), v.regex(/^[\w.-]+$/)),
    summary: v.string(),
    licence: v.string(),
    target: v.string(),
  }),
)
type SampleFile = v.InferOutput<typeof manifest>[number]

/** The data that is shipped with the app. */
export interface Samples {
  list(): Promise<readonly Sample[]>
  /** Where a sample lies and what it is a sample of. Rejects with `file-missing` for an unknown id. */
  find(id: string): Promise<{ readonly path: string; readonly target: string }>
}

/** Samples as `samples.json` in `folder` lists them; their small pictures are made once, when asked. */
export function createSamples(folder: string, data: DataThread, reader: DatasetReader): Samples {
  let files: Promise<readonly SampleFile[]> | null = null
  let listed: Promise<readonly Sample[]> | null = null

  async function load(): Promise<readonly SampleFile[]> {
    const text = await readFile(join(folder, 'samples.json'), 'utf8')
    return v.parse(v.pipe(v.string(), v.parseJson(), manifest), text)
  }
  const known = (): Promise<readonly SampleFile[]> => (files ??= load())

  async function describe({
    id,
    title,
    file,
    summary,
    licence,
    target,
  }: SampleFile): Promise<Sample> {
    const { profile } = await reader.readFile(join(folder, file), { target })
    const series = await data.call('series', { id: profile.id })
    await data.call('close', { id: profile.id })
    return { id, title, summary, licence, sparkline: sparkline(series.values, 120) }
  }

  async function describeAll(): Promise<readonly Sample[]> {
    try {
      return await Promise.all((await known()).map(describe))
    } catch (error) {
      // The thread may have died of another file: the next question tries again.
      listed = null
      throw error
    }
  }

  return {
    list: () => (listed ??= describeAll()),
    async find(id) {
      const found = (await known()).find((one) => one.id === id)
      if (found !== undefined) return { path: join(folder, found.file), target: found.target }
      throw new EngineError('file-missing', `There is no sample called ${id}.`, {
        remedy: 'Choose one of the samples on the welcome page.',
      })
    },
  }
}
