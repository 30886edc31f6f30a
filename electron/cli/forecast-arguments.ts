import { methodNames } from '../../engine/forecast/catalogue'
import type { MethodName } from '../../engine/forecast/catalogue'
import type { Preset } from '../../engine/forecast/recurrent/presets'
import { transformNames } from '../../engine/forecast/series-transform'
import type { TransformName } from '../../engine/forecast/series-transform'
import type { ProcessorExecutor } from '../../engine/network/network'
import type { WantedBounds } from '../../engine/prepare/bounds'
import type { CellKind } from '../../engine/spec/model-spec'
import {
  besideArguments,
  besideOptions,
  boundArguments,
  boundOptions,
  cells,
  executors,
  flag,
  largestFolds,
  largestSeed,
  largestSize,
  modes,
  oneFile,
  parse,
  presets,
  text,
} from './argument-options'
import type { BesideArguments } from './argument-options'
import { invalid, levelsOf, oneOf, wholeNumber } from './argument-values'

export interface ForecastArguments extends BesideArguments, WantedBounds {
  readonly file: string
  readonly date?: string
  readonly target?: string
  readonly horizon?: number
  readonly history?: number
  readonly cell?: CellKind
  readonly seed?: number
  /** A method that a backtest judges; the network of `cell`, scored on a hold-out, when not given. */
  readonly model?: MethodName
  readonly preset?: Preset
  readonly transform?: TransformName
  /** Column that tells the series of a panel apart. */
  readonly id?: string
  readonly levels?: readonly number[]
  readonly folds?: number
  /** Whether networks learn anew for each fold; only what is `accurate` does by itself. */
  readonly mode?: 'refit' | 'update'
  readonly out?: string
  /** Whether the value goes down, stays or goes up is forecast. */
  readonly direction: boolean
  /** Column of classes to forecast. */
  readonly classes?: string
  /** File that the forecast is saved to with what it takes to make it again. */
  readonly save?: string
  readonly executor: ProcessorExecutor
  readonly json: boolean
}

const options = {
  date: text,
  target: text,
  horizon: text,
  history: text,
  cell: text,
  model: text,
  preset: text,
  transform: text,
  ...besideOptions,
  id: text,
  levels: text,
  folds: text,
  mode: text,
  ...boundOptions,
  seed: text,
  out: text,
  save: text,
  direction: flag,
  classes: text,
  executor: text,
  json: flag,
} as const

/** Reads the words after `hindcast forecast`. @throws EngineError `request-invalid`. */
export function forecastArguments(words: readonly string[]): ForecastArguments {
  const { values, positionals } = parse(words, options)
  const { date, target, id, out, save } = values
  const given = withModel({
    file: oneFile('forecast', positionals),
    date,
    target,
    horizon: wholeNumber('horizon', values.horizon, 1, largestSize),
    history: wholeNumber('history', values.history, 1, largestSize),
    cell: oneOf('cell', values.cell, cells),
    executor: oneOf('executor', values.executor, executors) ?? 'fused',
    model: oneOf('model', values.model, methodNames),
    preset: oneOf('preset', values.preset, presets),
    transform: oneOf('transform', values.transform, transformNames),
    ...besideArguments(values),
    id,
    levels: levelsOf(values.levels),
    folds: wholeNumber('folds', values.folds, 1, largestFolds),
    mode: oneOf('mode', values.mode, modes),
    ...boundArguments(values),
    seed: wholeNumber('seed', values.seed, 0, largestSeed),
    out,
    save,
    direction: values.direction === true,
    classes: values.classes,
    json: values.json === true,
  })
  checkClasses(given)
  checkModel(given)
  return given
}

/** What only a backtest can judge takes the network of `--cell`, or without one the automatic choice. */
function withModel(given: ForecastArguments): ForecastArguments {
  const { model, cell, preset, transform, id, levels, folds, mode } = given
  const judged = [preset, transform, id, levels, folds, mode]
  if (model !== undefined || isOfClasses(given) || judged.every((each) => each === undefined)) {
    return given
  }
  return { ...given, model: cell ?? 'auto', cell: undefined }
}

function isOfClasses({ direction, classes }: ForecastArguments): boolean {
  return direction || classes !== undefined
}

/** Options that have no meaning beside each other are refused, not left out. */
function checkModel({ model, cell, history }: ForecastArguments): void {
  if (model === undefined) return
  if (cell !== undefined) {
    throw invalid(`--cell is another network beside ${model}.`, 'Leave one of them out.')
  }
  if (history === undefined || cells.some((kind) => kind === model)) return
  throw invalid(`--history is not for ${model}.`, `Use it with --model ${cells.join(', ')}.`)
}

function checkClasses(given: ForecastArguments): void {
  if (!isOfClasses(given)) return
  const { direction, classes, model, target, out, save, holidays, events } = given
  const { preset, transform, levels, mode, atLeast, atMost } = given
  const bounds = { mode, 'at-least': atLeast, 'at-most': atMost }
  const shared = { model, out, save, holidays, events, preset, transform, levels }
  const others = direction ? { classes, ...shared, ...bounds } : { target, ...shared, ...bounds }
  const unused = Object.entries(others).find(([, value]) => value !== undefined)
  if (unused === undefined) return
  const own = direction ? 'direction' : 'classes'
  throw invalid(`--${unused[0]} does not go with --${own}.`, 'Leave one of them out.')
}
