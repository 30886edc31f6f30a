import { methodNames } from '../../engine/forecast/catalogue'
import type { MethodName } from '../../engine/forecast/catalogue'
import type { CellKind } from '../../engine/spec/model-spec'
import { cells, flag, largestSize, oneFile, parse, text } from './argument-options'
import { invalid, oneOf, wholeNumber } from './argument-values'
import { commonArguments, commonOptions } from './common-arguments'
import type { CommonArguments } from './common-arguments'

export interface ForecastArguments extends CommonArguments {
  readonly file: string
  readonly history?: number
  readonly cell?: CellKind
  /** A method that a backtest judges; the network of `cell`, scored on a hold-out, when not given. */
  readonly model?: MethodName
  readonly out?: string
  /** File that the forecast is saved to with what it takes to make it again. */
  readonly save?: string
  /** Whether the value goes down, stays or goes up is forecast. */
  readonly direction: boolean
  /** Column of classes to forecast. */
  readonly classes?: string
}

const options = {
  ...commonOptions,
  history: text,
  cell: text,
  model: text,
  out: text,
  save: text,
  direction: flag,
  classes: text,
} as const

/** Reads the words after `hindcast forecast`. @throws EngineError `request-invalid`. */
export function forecastArguments(words: readonly string[]): ForecastArguments {
  const { values, positionals } = parse(words, options)
  const { out, save, classes } = values
  const given = withModel({
    ...commonArguments(values),
    file: oneFile('forecast', positionals),
    history: wholeNumber('history', values.history, 1, largestSize),
    cell: oneOf('cell', values.cell, cells),
    model: oneOf('model', values.model, methodNames),
    out,
    save,
    direction: values.direction === true,
    classes,
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
