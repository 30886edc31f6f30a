import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import * as v from 'valibot'
import { forecastTable } from '../../engine/export/forecast-table'
import { forecastSvg } from './forecast-svg'
import { forecastText } from './forecast-text'
import { say } from './io'
import type { CommandIo } from './io'
import { forecastFile } from './forecast-file'
import { checkOutput, writeOutput } from './write-output'

const manifest = v.array(
  v.object({ title: v.string(), file: v.string(), licence: v.string(), target: v.string() }),
)

/** `demo`: the main job on the first shipped sample, or on a file, with its table and picture in `cwd`. */
export async function demo(
  { file }: { readonly file: string | null },
  io: CommandIo,
): Promise<void> {
  const source =
    file === null ? await firstSample(io) : { path: resolve(io.cwd, file), target: undefined }
  const table = join(io.cwd, 'forecast.csv')
  const picture = join(io.cwd, 'forecast.svg')
  for (const path of [table, picture]) await checkOutput(path, source.path)
  const { series, result } = await forecastFile(source.path, { target: source.target }, {}, io)
  const svg = forecastSvg(series, result, io.tokens)
  await writeOutput(table, forecastTable(result))
  await writeOutput(picture, svg)
  say(io.stdout, forecastText(result))
  say(io.stdout, `\nTable:   ${table}\nPicture: ${picture}`)
}

async function firstSample(io: CommandIo): Promise<{ path: string; target: string }> {
  const text = await readFile(join(io.samplesFolder, 'samples.json'), 'utf8')
  const [{ title, file, licence, target }] = v.parse(
    v.pipe(v.string(), v.parseJson(), manifest, v.minLength(1)),
    text,
  )
  say(io.stderr, `Sample: ${title} (${licence}), column ${target}`)
  return { path: join(io.samplesFolder, file), target }
}
