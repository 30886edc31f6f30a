import { resolve } from 'node:path'
import { EngineError } from '../../engine/errors'
import { highestDefensible } from '../../engine/evaluate/coverage-passport'
import { catalogue } from '../../engine/forecast/catalogue'
import type { MethodName } from '../../engine/forecast/catalogue'
import { checkPanel, forecastPanel } from '../../engine/forecast/forecast-panel'
import type { ForecastArguments } from './arguments'
import { hindcastWith, panelOf, setupFor, sourcesOf, withDays } from './backtest-command'
import { notesOn } from './forecast-file'
import { say } from './io'
import type { CommandIo } from './io'
import { panelJson, panelTable, panelText } from './model-forecast-text'
import type { ModelForecast } from './model-forecast-text'
import { openFile } from './read-dataset'
import { checkOutput, writeOutput } from './write-output'

/** `forecast FILE --model NAME`: backtested, judged, fitted to everything. */
export async function modelForecast(
  words: ForecastArguments,
  model: MethodName,
  io: CommandIo,
): Promise<void> {
  const { file, date, target, id, covariates, atLeast, atMost } = words
  const startedMs = io.now()
  const out = words.out === undefined ? null : resolve(io.cwd, words.out)
  if (out !== null) await checkOutput(out, resolve(io.cwd, file))
  const opened = await openFile(file, { date, target, id, covariates }, io)
  const read = panelOf(opened, id)
  const bounds = { least: atLeast, most: atMost }
  checkPanel(read, bounds)
  const setup = setupFor(read, words)
  const panel = await withDays(read, words, setup, io)
  const hindcast = await hindcastWith([model], panel, setup, words, io)
  if (hindcast.folds < hindcast.planned) throw interrupted()
  for (const note of notesOn(opened.profile, file, id !== undefined)) say(io.stderr, note)
  const method = catalogue(setup, sourcesOf(setup, io))[model]
  const host = { signal: io.signal, pause: () => io.pause() }
  const forecast = await forecastPanel(panel, method.create(), { ...setup, ...host }, bounds)
  const result: ModelForecast = {
    model,
    title: method.title,
    target: opened.target(),
    idColumn: id ?? null,
    setup,
    hindcast,
    forecast,
    caution: highestDefensible(setup.levels, hindcast.folds * panel.length, 'forecasts').sentence,
    seconds: (io.now() - startedMs) / 1000,
  }
  if (out !== null) await writeOutput(out, panelTable(result))
  say(io.stdout, words.json ? JSON.stringify(panelJson(result)) : panelText(result))
  if (out !== null) say(io.stderr, `Wrote the forecast to ${out}`)
}

function interrupted(): EngineError {
  return new EngineError('cancelled', 'Interrupted: no forecast was made and nothing was written.')
}
