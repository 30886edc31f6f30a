import type { Series } from '../../engine/data/series'
import { networkNames, presetNames } from '../../engine/forecast/catalogue'
import type { MethodName } from '../../engine/forecast/catalogue'
import { checkPanel } from '../../engine/forecast/forecast-panel'
import { hindcastPanel, planHindcast } from '../../engine/forecast/hindcast-panel'
import type { PanelHindcast } from '../../engine/forecast/hindcast-panel'
import { panelSeason } from '../../engine/evaluate/panel-season'
import { explainBounds, settleBounds, suggestBounds } from '../../engine/prepare/bounds'
import type { WantedBounds } from '../../engine/prepare/bounds'
import type { Bounds } from '../../engine/spec/model-spec'
import { suggestSpec } from '../../engine/forecast/suggest-spec'
import type { Preset } from '../../engine/forecast/recurrent/presets'
import { runnerOf } from '../../engine/forecast/fold-setup'
import type { FoldSetup } from '../../engine/forecast/fold-setup'
import type { BesideArguments } from './argument-options'
import type { BacktestArguments } from './backtest-arguments'
import type { ForecastArguments } from './forecast-arguments'
import { backtestJson, backtestText } from './backtest-text'
import { createFoldProgress } from './fold-progress'
import { say } from './io'
import type { CommandIo } from './io'
import { tellFixed, tellPastOnly, withKnownDays } from './known-beside'
import { openFile } from './read-dataset'
import type { OpenFile } from './read-dataset'

const usualLevels: readonly number[] = [0.8, 0.95]

/** `backtest FILE`: methods forecast the file's own past from several origins, and are judged. */
export async function backtestFile(words: BacktestArguments, io: CommandIo): Promise<void> {
  const { date, target, id, covariates, resample } = words
  const opened = await openFile(words.file, { date, target, id, covariates, resample }, io)
  const read = panelOf(opened, id)
  const setup = setupFor(read, words)
  checkPanel(read, setup.bounds)
  const panel = await withDays(read, words, setup, io)
  tellIdlePreset(words, words.methods, io)
  for (const reason of boundReasons(setup.bounds ?? {}, panel)) say(io.stderr, reason)
  const hindcast = await hindcastWith(words.methods, panel, setup, words, io)
  const { folds, plan } = hindcast
  if (folds.length < plan.folds) {
    say(io.stderr, `Interrupted: ${folds.length} of ${plan.folds} folds are whole.`)
  }
  const name = opened.target()
  say(
    io.stdout,
    words.json ? JSON.stringify(backtestJson(hindcast, name)) : backtestText(hindcast, name),
  )
}

/** What bounds do in folds, each of which knows an automatic one by its own rows alone. */
function boundReasons(bounds: Bounds, panel: readonly Series[]): readonly string[] {
  const reasons = explainBounds(bounds, panel)
  if (bounds.automatic !== true || bounds.least === undefined) return reasons
  return [...reasons, 'Folds whose own rows do not show the lower bound go without it.']
}

/** Says of a preset that it moves nothing. */
export function tellIdlePreset(
  { preset }: { readonly preset?: Preset },
  methods: readonly MethodName[],
  io: CommandIo,
): void {
  if (preset === undefined || methods.some((name) => presetNames.includes(name))) return
  say(
    io.stderr,
    `--preset changes nothing for ${methods.join(', ')}: it is for ${presetNames.join(' and ')}.`,
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
  tellFixed(panel[0], io)
  return Promise.all(panel.map((series) => withKnownDays(series, words, horizon)))
}

type SetupWords = Pick<
  BacktestArguments & ForecastArguments,
  | keyof WantedBounds
  | 'horizon'
  | 'history'
  | 'levels'
  | 'seed'
  | 'preset'
  | 'transform'
  | 'executor'
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
    bounds: settleBounds(words, suggestBounds(panel)),
  }
}

/** These methods and the baselines that judge them, from the same origins, with progress on stderr. */
export async function hindcastWith(
  methods: readonly MethodName[],
  panel: readonly Series[],
  whole: FoldSetup,
  { folds, step, window }: Pick<BacktestArguments, 'folds' | 'step' | 'window'>,
  io: CommandIo,
): Promise<PanelHindcast> {
  const { horizon, levels } = whole
  const wishes = { methods, horizon, levels, folds, step, slide: window }
  const plan = planHindcast(panel, whole.season, wishes)
  // A fold knows no season that shows only after its origin.
  const setup = { ...whole, season: plan.season }
  // Threads have to be started; rules and smoothing are done by then.
  const heavy = methods.some((name) => networkNames.includes(name))
  const runner =
    heavy && io.startFolds !== null
      ? io.startFolds(setup, io.signal)
      : { ...runnerOf(setup, io, io), parallel: 1 }
  const progress = createFoldProgress(io)
  try {
    return await hindcastPanel(panel, plan, {
      runner,
      signal: io.signal,
      now: () => io.now(),
      done: (made) => progress.show(made),
    })
  } finally {
    progress.end()
  }
}
