import { resolve } from 'node:path'
import { forecastTable } from '../../engine/export/forecast-table'
import type { ForecastArguments } from './arguments'
import { forecastJson, forecastText } from './forecast-text'
import { say } from './io'
import type { CommandIo } from './io'
import { forecastFile } from './forecast-file'
import { checkOutput, writeOutput } from './write-output'

/** `forecast FILE`: trains, prints, and writes what `--out` names. */
export async function forecast(words: ForecastArguments, io: CommandIo): Promise<void> {
  const { file, date, target, covariates, horizon, history, cell, seed, executor, json } = words
  const out = words.out === undefined ? null : resolve(io.cwd, words.out)
  if (out !== null) await checkOutput(out, resolve(io.cwd, file))
  const overrides = { horizon, history, cell, seed }
  const { result } = await forecastFile(
    file,
    { date, target, covariates },
    overrides,
    executor,
    io,
    words,
  )
  if (out !== null) await writeOutput(out, forecastTable(result))
  say(io.stdout, json ? JSON.stringify(forecastJson(result)) : forecastText(result))
  if (out !== null) say(io.stderr, `Wrote ${result.forecast.length} rows to ${out}`)
}
