import { flag, oneFile, parse } from './argument-options'
import { invalid } from './argument-values'
import { backtestArguments } from './backtest-arguments'
import type { BacktestArguments } from './backtest-arguments'
import { forecastArguments } from './forecast-arguments'
import type { ForecastArguments } from './forecast-arguments'
import { didYouMean } from './nearest-word'

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

const commands = ['inspect', 'forecast', 'backtest', 'verify', 'demo']

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
    `${didYouMean(name, commands)}Use ${commands.join(', ')} or --help.`,
  )
}
