import { resolve } from 'node:path'
import { forecastTable } from '../../engine/export/forecast-table'
import { numbersOf, recordOf } from '../../engine/forecast/replay'
import type { ForecastArguments } from './forecast-arguments'
import { forecastJson, forecastText } from './forecast-text'
import { say } from './io'
import type { CommandIo } from './io'
import { forecastFile } from './forecast-file'
import { savedText } from './saved-forecast'
import { checkOutput, writeOutput } from './write-output'

/** `forecast FILE`: trains, prints, and writes what `--out` and `--save` name. */
export async function forecast(words: ForecastArguments, io: CommandIo): Promise<void> {
  const { date, target, covariates, horizon, history, cell, seed, executor, json } = words
  const { out, save, file } = await outputPaths(words, io)
  const overrides = { horizon, history, cell, seed }
  const columns = { date, target, covariates, resample: words.resample }
  const made = await forecastFile(words.file, columns, overrides, executor, io, words)
  const { series, result } = made
  if (out !== null) await writeOutput(out, forecastTable(result))
  if (save !== null) {
    const recipe = { kind: 'network', spec: result.spec, executor } as const
    const record = await recordOf([series], recipe, [numbersOf(result)], io.versions)
    await writeOutput(save, savedText(record, save, sourceOf(words, file)))
  }
  say(io.stdout, json ? JSON.stringify(forecastJson(result)) : forecastText(result))
  if (out !== null) say(io.stderr, `Wrote ${result.forecast.length} rows to ${out}`)
  if (save !== null) say(io.stderr, `Saved the forecast to ${save}`)
}

/** Absolute paths of what a forecast writes and reads, checked before the time for training is spent. */
export async function outputPaths(
  words: Pick<ForecastArguments, 'file' | 'out' | 'save'>,
  { cwd }: CommandIo,
): Promise<{ readonly out: string | null; readonly save: string | null; readonly file: string }> {
  const file = resolve(cwd, words.file)
  const [out, save] = [words.out, words.save].map((path) =>
    path === undefined ? null : resolve(cwd, path),
  )
  for (const path of [out, save]) if (path !== null) await checkOutput(path, file)
  return { out, save, file }
}

/** What a saved forecast says of its data. */
export function sourceOf(words: ForecastArguments, file: string) {
  const { date, target, id, covariates, resample, holidays, events } = words
  return { file, date, target, id, covariates, resample, holidays, events }
}
