import type { Series } from '../../engine/data/series'
import type { BacktestProgress } from '../../engine/evaluate/backtest'
import { panelSeason } from '../../engine/evaluate/panel-season'
import { checkPanel } from '../../engine/forecast/forecast-panel'
import { hindcastPanel } from '../../engine/forecast/hindcast-panel'
import type { HindcastOptions, PanelHindcast } from '../../engine/forecast/hindcast-panel'
import { suggestSpec } from '../../engine/forecast/suggest-spec'
import type { BacktestArguments } from './arguments'
import { backtestJson, backtestText } from './backtest-text'
import { catalogue, judges } from './catalogue'
import type { MethodName } from './catalogue'
import { say } from './io'
import type { CommandIo } from './io'
import { openFile } from './read-dataset'
import type { OpenFile } from './read-dataset'

/** Run when nobody chooses: all that are quick. */
const usualMethods: readonly MethodName[] = ['theta', 'ets', 'linear']
export const usualLevels: readonly number[] = [0.8, 0.95]

/** `backtest FILE`: methods forecast the file's own past from several origins, and are judged. */
export async function backtestFile(words: BacktestArguments, io: CommandIo): Promise<void> {
  const { date, target, id } = words
  const opened = await openFile(words.file, { date, target, id }, io)
  const panel = panelOf(opened, id)
  checkPanel(panel)
  const options = optionsFor(panel, words, io)
  const hindcast = await hindcastWith(words.methods ?? usualMethods, panel, options, io)
  const about = { target: opened.target(), frequency: options.frequency, season: options.season }
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

/** What the words and the data say, for fits and folds alike. */
export function optionsFor(
  panel: readonly Series[],
  words: Pick<
    BacktestArguments,
    'horizon' | 'levels' | 'seed' | 'folds' | 'step' | 'window' | 'update'
  >,
  io: CommandIo,
): HindcastOptions {
  const { frequency } = panel[0].calendar
  return {
    horizon: words.horizon ?? suggestSpec(panel[0]).horizon,
    season: panelSeason(panel, frequency),
    frequency,
    levels: words.levels ?? usualLevels,
    seed: words.seed ?? 1,
    folds: words.folds,
    step: words.step,
    slide: words.window,
    mode: words.update ? 'update' : 'refit',
    // A terminal's interrupt ends the process; nothing has to be let in.
    signal: { aborted: false },
    pause: () => Promise.resolve(),
    now: () => io.now(),
    done: (progress) => show(progress, io),
  }
}

/** These methods and the baselines that judge them, from the same origins. */
export function hindcastWith(
  names: readonly MethodName[],
  panel: readonly Series[],
  options: HindcastOptions,
  io: CommandIo,
): Promise<PanelHindcast> {
  const known = catalogue(io, options.season, options.frequency)
  const wanted = [...judges, ...names.filter((name) => !judges.includes(name))]
  const methods = Object.fromEntries(wanted.map((name) => [name, known[name]]))
  return hindcastPanel(panel, methods, judges, options)
}

function show({ result, done, tasks, secondsLeft }: BacktestProgress, io: CommandIo): void {
  // The rules take no time worth a line.
  if (result.seconds < 0.5) return
  const left = done === tasks ? '' : `, about ${Math.ceil(secondsLeft)} s left`
  say(io.stderr, `${done} of ${tasks} parts: ${result.method}, fold ${result.fold + 1}${left}`)
}
