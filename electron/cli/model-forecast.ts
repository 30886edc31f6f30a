import { resolve } from 'node:path'
import { highestDefensible } from '../../engine/evaluate/coverage-passport'
import { checkPanel, forecastPanel } from '../../engine/forecast/forecast-panel'
import type { ForecastArguments } from './arguments'
import { hindcastWith, optionsFor, panelOf } from './backtest-command'
import { catalogue } from './catalogue'
import type { MethodName } from './catalogue'
import { notesOn } from './forecast-file'
import { say } from './io'
import type { CommandIo } from './io'
import { panelJson, panelTable, panelText } from './model-forecast-text'
import type { ModelForecast } from './model-forecast-text'
import { openFile } from './read-dataset'
import { checkOutput, writeOutput } from './write-output'

/** `forecast FILE --model NAME` for a method without a network: backtested, judged, fitted to everything. */
export async function modelForecast(
  words: ForecastArguments,
  model: MethodName,
  io: CommandIo,
): Promise<void> {
  const { file, date, target, id, atLeast, atMost } = words
  const startedMs = io.now()
  const out = words.out === undefined ? null : resolve(io.cwd, words.out)
  if (out !== null) await checkOutput(out, resolve(io.cwd, file))
  const opened = await openFile(file, { date, target, id }, io)
  const panel = panelOf(opened, id)
  const bounds = { least: atLeast, most: atMost }
  checkPanel(panel, bounds)
  const options = optionsFor(panel, { ...words, update: false }, io)
  const hindcast = await hindcastWith([model], panel, options, io)
  for (const note of notesOn(opened.profile, file, id !== undefined)) say(io.stderr, note)
  const method = catalogue(io, options.season, options.frequency)[model]
  const forecast = await forecastPanel(panel, method.create(), options, bounds)
  const result: ModelForecast = {
    model,
    title: method.title,
    target: opened.target(),
    idColumn: id ?? null,
    options,
    hindcast,
    forecast,
    caution: highestDefensible(options.levels, hindcast.folds * panel.length, 'forecasts').sentence,
    seconds: (io.now() - startedMs) / 1000,
  }
  if (out !== null) await writeOutput(out, panelTable(result))
  say(io.stdout, words.json ? JSON.stringify(panelJson(result)) : panelText(result))
  if (out !== null) say(io.stderr, `Wrote the forecast to ${out}`)
}
