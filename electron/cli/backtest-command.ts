import type { Series } from '../../engine/data/series'
import { catalogue, judges, networkNames, quickOnceFitted } from '../../engine/forecast/catalogue'
import type { MethodName } from '../../engine/forecast/catalogue'
import { checkPanel } from '../../engine/forecast/forecast-panel'
import { hindcastPanel } from '../../engine/forecast/hindcast-panel'
import type { HindcastOptions, PanelHindcast } from '../../engine/forecast/hindcast-panel'
import { panelSeason } from '../../engine/evaluate/panel-season'
import { suggestSpec } from '../../engine/forecast/suggest-spec'
import type { FoldSetup } from '../../engine/forecast/fold-setup'
import type { BacktestArguments, BesideArguments, ForecastArguments } from './arguments'
import { backtestJson, backtestText } from './backtest-text'
import { createFoldProgress } from './fold-progress'
import { say } from './io'
import type { CommandIo } from './io'
import { tellPastOnly, withKnownDays } from './known-beside'
import { openFile } from './read-dataset'
import type { OpenFile } from './read-dataset'

/** Run when nobody chooses: all that are quick. */
const usualMethods: readonly MethodName[] = ['theta', 'ets', 'linear']
const usualLevels: readonly number[] = [0.8, 0.95]

/** `backtest FILE`: methods forecast the file's own past from several origins, and are judged. */
export async function backtestFile(words: BacktestArguments, io: CommandIo): Promise<void> {
  const { date, target, id, covariates } = words
  const opened = await openFile(words.file, { date, target, id, covariates }, io)
  const read = panelOf(opened, id)
  checkPanel(read)
  const setup = setupFor(read, words)
  const panel = await withDays(read, words, setup, io)
  const hindcast = await hindcastWith(words.methods ?? usualMethods, panel, setup, words, io)
  const about = { target: opened.target(), frequency: setup.frequency, season: setup.season }
  if (hindcast.folds < hindcast.planned) {
    say(io.stderr, `Interrupted: ${hindcast.folds} of ${hindcast.planned} folds are whole.`)
  }
  say(
    io.stdout,
    words.json
      ? JSON.stringify(backtestJson(hindcast, about, panel))
      : backtestText(hindcast, about, panel),
  )
}

/** All series of the file by id, or the one that it is. */
export function panelOf(opened: OpenFile, id: string | undefined): readonly Series[] {
  return id === undefined ? [opened.series()] : opened.panel()
}

/** The panel with holidays and events. */
export async function withDays(
  panel: readonly Series[],
  words: BesideArguments,
  { horizon }: FoldSetup,
  io: CommandIo,
): Promise<readonly Series[]> {
  tellPastOnly(panel[0], io)
  return Promise.all(panel.map((series) => withKnownDays(series, words, horizon)))
}

type SetupWords = Pick<
  BacktestArguments & ForecastArguments,
  'horizon' | 'history' | 'levels' | 'seed' | 'preset' | 'transform' | 'executor'
>

/** What the words and the data say, for fits and folds alike. */
export function setupFor(
  panel: readonly Series[],
  words: SetupWords & Pick<BacktestArguments, 'mode'>,
): FoldSetup {
  const { frequency } = panel[0].calendar
  return {
    horizon: words.horizon ?? suggestSpec(panel[0]).horizon,
    history: words.history,
    transform: words.transform,
    season: panelSeason(panel, frequency),
    frequency,
    levels: words.levels ?? usualLevels,
    seed: words.seed ?? 1,
    preset: words.preset ?? 'balanced',
    mode: words.mode ?? 'refit',
    executor: words.executor,
  }
}

/** These methods and the baselines that judge them, from the same origins, with progress on stderr. */
export async function hindcastWith(
  names: readonly MethodName[],
  panel: readonly Series[],
  setup: FoldSetup,
  { folds, step, window }: Pick<BacktestArguments, 'folds' | 'step' | 'window'>,
  io: CommandIo,
): Promise<PanelHindcast> {
  const known = catalogue(setup, sourcesOf(setup, io))
  const wanted = [...judges, ...names.filter((name) => !judges.includes(name))]
  const methods = Object.fromEntries(wanted.map((name) => [name, known[name]]))
  // Threads have to be started; rules and smoothing are done by then.
  const heavy = wanted.some((name) => networkNames.includes(name))
  const progress = createFoldProgress(io)
  const options: HindcastOptions = {
    ...setup,
    folds,
    step,
    slide: window,
    // Errors of many series are not looked at one by one.
    oneStep: panel.length === 1 ? wanted.filter((name) => quickOnceFitted.includes(name)) : [],
    ...(heavy && io.startFolds !== null ? { runner: io.startFolds(setup, io.signal) } : {}),
    signal: io.signal,
    pause: () => io.pause(),
    now: () => io.now(),
    done: (made) => progress.show(made),
  }
  try {
    return await hindcastPanel(panel, methods, judges, options)
  } finally {
    progress.end()
  }
}

/** What methods take from the world of a command. */
export function sourcesOf({ executor }: Pick<FoldSetup, 'executor'>, io: CommandIo) {
  return {
    createNetwork: io.networks(executor),
    readAugurs: io.readAugurs,
    now: () => io.now(),
  }
}
