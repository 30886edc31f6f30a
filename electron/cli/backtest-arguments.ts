import { methodNames } from '../../engine/forecast/catalogue'
import type { MethodName } from '../../engine/forecast/catalogue'
import type { Preset } from '../../engine/forecast/recurrent/presets'
import { transformNames } from '../../engine/forecast/series-transform'
import type { TransformName } from '../../engine/forecast/series-transform'
import type { ProcessorExecutor } from '../../engine/network/network'
import type { WantedBounds } from '../../engine/prepare/bounds'
import {
  besideArguments,
  besideOptions,
  boundArguments,
  boundOptions,
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
import { invalid, levelsOf, listOf, oneOf, wholeNumber } from './argument-values'

export interface BacktestArguments extends BesideArguments, WantedBounds {
  readonly file: string
  readonly date?: string
  readonly target?: string
  readonly id?: string
  readonly horizon?: number
  readonly folds?: number
  readonly step?: number
  readonly window?: number
  /** Methods that are judged. */
  readonly methods: readonly MethodName[]
  readonly levels?: readonly number[]
  readonly seed?: number
  readonly mode?: 'refit' | 'update'
  readonly preset?: Preset
  readonly transform?: TransformName
  readonly executor: ProcessorExecutor
  readonly json: boolean
}

/** Judged when nobody chooses: the network that a forecast trains. */
const usualMethods: readonly MethodName[] = ['gru']

const options = {
  date: text,
  target: text,
  id: text,
  horizon: text,
  folds: text,
  step: text,
  window: text,
  methods: text,
  model: text,
  levels: text,
  seed: text,
  mode: text,
  preset: text,
  transform: text,
  ...besideOptions,
  ...boundOptions,
  executor: text,
  json: flag,
} as const

/** Reads the words after `hindcast backtest`. @throws EngineError `request-invalid`. */
export function backtestArguments(words: readonly string[]): BacktestArguments {
  const { values, positionals } = parse(words, options)
  const { date, target, id } = values
  if (values.methods !== undefined && values.model !== undefined) {
    throw invalid('--model is another name of --methods.', 'Leave one of them out.')
  }
  const methods =
    listOf('methods', values.methods, methodNames) ?? listOf('model', values.model, methodNames)
  return {
    file: oneFile('backtest', positionals),
    date,
    target,
    id,
    horizon: wholeNumber('horizon', values.horizon, 1, largestSize),
    folds: wholeNumber('folds', values.folds, 1, largestFolds),
    step: wholeNumber('step', values.step, 1, largestSize),
    window: wholeNumber('window', values.window, 1, largestSize),
    methods: methods ?? usualMethods,
    levels: levelsOf(values.levels),
    seed: wholeNumber('seed', values.seed, 0, largestSeed),
    mode: oneOf('mode', values.mode, modes),
    preset: oneOf('preset', values.preset, presets),
    transform: oneOf('transform', values.transform, transformNames),
    ...besideArguments(values),
    ...boundArguments(values),
    executor: oneOf('executor', values.executor, executors) ?? 'fused',
    json: values.json === true,
  }
}
