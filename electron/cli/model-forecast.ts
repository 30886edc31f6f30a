import { EngineError } from '../../engine/errors'
import { highestDefensible } from '../../engine/evaluate/coverage-passport'
import { catalogue, presetNames } from '../../engine/forecast/catalogue'
import type { MethodName } from '../../engine/forecast/catalogue'
import type { PanelHindcast } from '../../engine/forecast/hindcast-panel'
import { checkPanel, forecastPanel } from '../../engine/forecast/forecast-panel'
import { panelNumbersOf, recordOf } from '../../engine/forecast/replay'
import type { ForecastArguments } from './forecast-arguments'
import { hindcastWith, panelOf, setupFor, tellIdlePreset, withDays } from './backtest-command'
import { outputPaths, sourceOf } from './forecast-command'
import { notesOn } from './forecast-file'
import { say } from './io'
import type { CommandIo } from './io'
import { panelJson, panelTable, panelText } from './model-forecast-text'
import type { ModelForecast } from './model-forecast-text'
import { openFile } from './read-dataset'
import { savedText } from './saved-forecast'
import { writeOutput } from './write-output'

/** `forecast FILE --model NAME`: backtested, judged, fitted to everything. */
export async function modelForecast(
  words: ForecastArguments,
  model: MethodName,
  io: CommandIo,
): Promise<void> {
  const { file, date, target, id, covariates, resample } = words
  const startedMs = io.now()
  const { out, save, file: source } = await outputPaths(words, io)
  const opened = await openFile(file, { date, target, id, covariates, resample }, io)
  const read = panelOf(opened, id)
  const setup = setupFor(read, { ...words, mode: words.mode ?? usualMode(words, model) })
  checkPanel(read, setup.bounds)
  const panel = await withDays(read, words, setup, io)
  tellIdlePreset(words, [model], io)
  const stop = new AbortController()
  const host = { signal: AbortSignal.any([io.signal, stop.signal]), pause: () => io.pause() }
  // The folds have the other cores; the bits are the same on one thread as on many.
  const createNetwork = io.networks(setup.executor, 1)
  const forecaster = catalogue(setup, { ...io, createNetwork })[model]()
  // What comes is learned here while folds run in their threads.
  const forecasting = forecastPanel(panel, forecaster, { ...setup, ...host })
  // A fault is told where it is awaited, after the folds, not when it comes.
  forecasting.catch(() => undefined)
  const hindcast = await wholeHindcast(
    hindcastWith([model], panel, setup, words, io),
    forecasting,
    stop,
  )
  const folds = hindcast.folds.length
  const forecast = await forecasting
  for (const note of notesOn(opened.profile, file, id !== undefined)) say(io.stderr, note)
  const result: ModelForecast = {
    model,
    target: opened.target(),
    idColumn: id ?? null,
    setup,
    hindcast,
    forecast,
    caution: highestDefensible(setup.levels, folds * panel.length, 'forecasts').sentence,
    seconds: (io.now() - startedMs) / 1000,
  }
  if (out !== null) await writeOutput(out, panelTable(result))
  if (save !== null) {
    const recipe = { kind: 'method', method: model, setup } as const
    const numbers = panelNumbersOf(forecast, setup.frequency)
    const record = await recordOf(panel, recipe, numbers, io.versions)
    await writeOutput(save, savedText(record, save, sourceOf(words, source)))
  }
  say(io.stdout, words.json ? JSON.stringify(panelJson(result)) : panelText(result))
  if (out !== null) say(io.stderr, `Wrote the forecast to ${out}`)
  if (save !== null) say(io.stderr, `Saved the forecast to ${save}`)
}

/** Ensembles learn for the oldest fold and for what comes, unless time does not matter. */
function usualMode({ preset }: ForecastArguments, model: MethodName): 'refit' | 'update' {
  return presetNames.includes(model) && preset !== 'accurate' ? 'update' : 'refit'
}

/** The folds, all of them; without them the forecast beside them is stopped and only their fault is told. */
async function wholeHindcast(
  folds: Promise<PanelHindcast>,
  beside: Promise<unknown>,
  stop: AbortController,
): Promise<PanelHindcast> {
  try {
    const hindcast = await folds
    if (hindcast.folds.length < hindcast.plan.folds) throw interrupted()
    return hindcast
  } catch (error) {
    stop.abort()
    await beside.catch(() => undefined)
    throw error
  }
}

function interrupted(): EngineError {
  return new EngineError('cancelled', 'Interrupted: no forecast was made and nothing was written.')
}
