import { parseArgs } from 'node:util'
import { methodNames } from '../../engine/forecast/catalogue'
import type { MethodName } from '../../engine/forecast/catalogue'
import type { Preset } from '../../engine/forecast/recurrent/presets'
import { transformNames } from '../../engine/forecast/series-transform'
import type { TransformName } from '../../engine/forecast/series-transform'
import type { ProcessorExecutor } from '../../engine/network/network'
import type { CellKind } from '../../engine/spec/model-spec'
import {
  invalid,
  levelsOf,
  listOf,
  oneOf,
  plainNumber,
  wholeNumber,
  wordsOf,
} from './argument-values'

/** What is known beside the target. */
export interface BesideArguments {
  readonly covariates?: readonly string[]
  /** Country whose public holidays count, such as `DE` or `DE-BY`. */
  readonly holidays?: string
  /** Own days, as ISO dates. */
  readonly events?: readonly string[]
}

export interface ForecastArguments extends BesideArguments {
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
  readonly atLeast?: number
  readonly atMost?: number
  readonly out?: string
  /** Whether the value goes down, stays or goes up is forecast. */
  readonly direction: boolean
  /** Column of classes to forecast, as numbers. */
  readonly classes?: string
  /** File that the forecast is saved to with what it takes to make it again. */
  readonly save?: string
  readonly executor: ProcessorExecutor
  readonly json: boolean
}

export interface BacktestArguments extends BesideArguments {
  readonly file: string
  readonly date?: string
  readonly target?: string
  readonly id?: string
  readonly horizon?: number
  readonly folds?: number
  readonly step?: number
  readonly window?: number
  readonly methods?: readonly MethodName[]
  readonly levels?: readonly number[]
  readonly seed?: number
  readonly mode?: 'refit' | 'update'
  readonly preset?: Preset
  readonly transform?: TransformName
  readonly executor: ProcessorExecutor
  readonly json: boolean
}

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'inspect'; readonly file: string; readonly json: boolean }
  | ({ readonly name: 'forecast' } & ForecastArguments)
  | ({ readonly name: 'backtest' } & BacktestArguments)
  | {
      readonly name: 'verify'
      readonly saved: string
      /** Null for the file that the saved forecast names. */
      readonly data: string | null
      readonly json: boolean
    }
  | { readonly name: 'demo'; readonly file: string | null }

const cells: readonly CellKind[] = ['rnn', 'lstm', 'gru']
const executors: readonly ProcessorExecutor[] = ['fused', 'tensorflow']
const presets: readonly Preset[] = ['fast', 'balanced', 'accurate']
const modes = ['refit', 'update'] as const
const largestSize = 10_000
const largestFolds = 1000
const largestSeed = 2 ** 32 - 1

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const beside = { covariates: text, holidays: text, events: text } as const

/**
 * Reads the words after `hindcast`.
 * @throws EngineError `request-invalid`, naming the word and the remedy.
 */
export function readCommand(words: readonly string[]): Command {
  const [name, ...rest] = words
  if (name === undefined || name === 'help' || rest.includes('--help') || name === '--help') {
    return { name: 'help' }
  }
  switch (name) {
    case 'inspect': {
      const { values, positionals } = parse(rest, { json: flag })
      return { name, file: oneFile(name, positionals), json: values.json === true }
    }
    case 'forecast':
      return { name, ...forecastArguments(rest) }
    case 'backtest':
      return { name, ...backtestArguments(rest) }
    case 'verify': {
      const { values, positionals } = parse(rest, { json: flag })
      const [saved, data = null] = positionals
      if (positionals.length < 1 || positionals.length > 2) {
        throw invalid(
          positionals.length === 0 ? 'No saved forecast was named.' : 'Too many files were named.',
          'Write: hindcast verify RESULT.json [FILE].',
        )
      }
      return { name, saved, data, json: values.json === true }
    }
    case 'demo': {
      const { positionals } = parse(rest, {})
      return { name, file: positionals.length === 0 ? null : oneFile(name, positionals) }
    }
  }
  throw invalid(
    `There is no command "${name}".`,
    'Use inspect, forecast, backtest, verify, demo or --help.',
  )
}

function forecastArguments(words: readonly string[]): ForecastArguments {
  const { values, positionals } = parse(words, {
    date: text,
    target: text,
    horizon: text,
    history: text,
    cell: text,
    model: text,
    preset: text,
    transform: text,
    ...beside,
    id: text,
    levels: text,
    folds: text,
    'at-least': text,
    'at-most': text,
    seed: text,
    out: text,
    save: text,
    direction: flag,
    classes: text,
    executor: text,
    json: flag,
  })
  const { date, target, id, out, save } = values
  const given = {
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
    atLeast: plainNumber('at-least', values['at-least']),
    atMost: plainNumber('at-most', values['at-most']),
    seed: wholeNumber('seed', values.seed, 0, largestSeed),
    out,
    save,
    direction: values.direction === true,
    classes: values.classes,
    json: values.json === true,
  }
  checkTogether(given)
  return given
}

/** Options that have no meaning beside each other are refused, not left out. */
function checkTogether(given: ForecastArguments): void {
  checkClasses(given)
  const { model, cell, history, preset, transform, id, levels, folds, atLeast, atMost } = given
  if (model !== undefined) {
    if (cell !== undefined) {
      throw invalid(`--cell is another network beside ${model}.`, 'Leave one of them out.')
    }
    const isCell = cells.some((kind) => kind === model)
    if (history !== undefined && !isCell) {
      throw invalid(`--history is not for ${model}.`, `Use it with ${cells.join(', ')}.`)
    }
    checkPreset(preset, [model])
    return
  }
  const own = { preset, transform, id, levels, folds, 'at-least': atLeast, 'at-most': atMost }
  const unused = Object.entries(own).find(([, value]) => value !== undefined)
  if (unused === undefined) return
  throw invalid(
    `--${unused[0]} needs a method that a backtest judges.`,
    `Add --model and one of ${methodNames.join(', ')}.`,
  )
}

function checkClasses(given: ForecastArguments): void {
  const { direction, classes, model, target, out, save, holidays, events } = given
  if (!direction && classes === undefined) return
  const own = direction ? 'direction' : 'classes'
  const others = direction
    ? { classes, model, out, save, holidays, events }
    : { model, target, out, save, holidays, events }
  const unused = Object.entries(others).find(([, value]) => value !== undefined)
  if (unused === undefined) return
  throw invalid(`--${unused[0]} does not go with --${own}.`, 'Leave one of them out.')
}

function besideArguments({
  covariates,
  holidays,
  events,
}: Readonly<Partial<Record<keyof typeof beside, string>>>): BesideArguments {
  return { covariates: wordsOf(covariates), holidays, events: wordsOf(events) }
}

function checkPreset(preset: Preset | undefined, methods: readonly MethodName[]): void {
  const users: readonly MethodName[] = ['recurrent', 'auto']
  if (preset === undefined || methods.some((name) => users.includes(name))) return
  throw invalid(`--preset is not for ${methods.join(', ')}.`, 'Use it with recurrent or auto.')
}

function backtestArguments(words: readonly string[]): BacktestArguments {
  const { values, positionals } = parse(words, {
    date: text,
    target: text,
    id: text,
    horizon: text,
    folds: text,
    step: text,
    window: text,
    methods: text,
    levels: text,
    seed: text,
    mode: text,
    preset: text,
    transform: text,
    ...beside,
    executor: text,
    json: flag,
  })
  const { date, target, id } = values
  const methods = listOf('methods', values.methods, methodNames)
  const preset = oneOf('preset', values.preset, presets)
  if (methods !== undefined) checkPreset(preset, methods)
  return {
    file: oneFile('backtest', positionals),
    date,
    target,
    id,
    horizon: wholeNumber('horizon', values.horizon, 1, largestSize),
    folds: wholeNumber('folds', values.folds, 1, largestFolds),
    step: wholeNumber('step', values.step, 1, largestSize),
    window: wholeNumber('window', values.window, 1, largestSize),
    methods,
    levels: levelsOf(values.levels),
    seed: wholeNumber('seed', values.seed, 0, largestSeed),
    mode: oneOf('mode', values.mode, modes),
    preset,
    transform: oneOf('transform', values.transform, transformNames),
    ...besideArguments(values),
    executor: oneOf('executor', values.executor, executors) ?? 'fused',
    json: values.json === true,
  }
}

type Options = Readonly<Record<string, typeof text | typeof flag>>

function parse<const O extends Options>(words: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true })
  } catch (error) {
    // Node's message names the option; it goes on with advice that does not fit here.
    const [first] = error instanceof Error ? error.message.split(/\. |\n/) : [String(error)]
    throw invalid(`${first}.`, 'See hindcast --help.')
  }
}

function oneFile(command: string, files: readonly string[]): string {
  if (files.length === 1) return files[0]
  const remedy = `Write: hindcast ${command} FILE.`
  if (files.length === 0) throw invalid('No file was named.', remedy)
  throw invalid(`Two files were named, ${files[0]} and ${files[1]}.`, remedy)
}
