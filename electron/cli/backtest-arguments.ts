import { methodNames } from '../../engine/forecast/catalogue'
import type { MethodName } from '../../engine/forecast/catalogue'
import { largestSize, oneFile, parse, text } from './argument-options'
import { invalid, listOf, wholeNumber } from './argument-values'
import { commonArguments, commonOptions } from './common-arguments'
import type { CommonArguments } from './common-arguments'

export interface BacktestArguments extends CommonArguments {
  readonly file: string
  readonly step?: number
  readonly window?: number
  /** Methods that are judged. */
  readonly methods: readonly MethodName[]
}

/** Judged when nobody chooses: the network that a forecast trains. */
const usualMethods: readonly MethodName[] = ['gru']

const options = { ...commonOptions, step: text, window: text, methods: text, model: text } as const

/** Reads the words after `hindcast backtest`. @throws EngineError `request-invalid`. */
export function backtestArguments(words: readonly string[]): BacktestArguments {
  const { values, positionals } = parse(words, options)
  if (values.methods !== undefined && values.model !== undefined) {
    throw invalid('--model is another name of --methods.', 'Leave one of them out.')
  }
  const methods =
    listOf('methods', values.methods, methodNames) ?? listOf('model', values.model, methodNames)
  return {
    ...commonArguments(values),
    file: oneFile('backtest', positionals),
    step: wholeNumber('step', values.step, 1, largestSize),
    window: wholeNumber('window', values.window, 1, largestSize),
    methods: methods ?? usualMethods,
  }
}
