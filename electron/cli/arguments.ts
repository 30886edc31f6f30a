import { parseArgs } from 'node:util'
import { EngineError } from '../../engine/errors'
import type { CellKind } from '../../engine/spec/model-spec'

export interface ForecastArguments {
  readonly file: string
  readonly date?: string
  readonly target?: string
  readonly horizon?: number
  readonly history?: number
  readonly cell?: CellKind
  readonly seed?: number
  readonly out?: string
  readonly json: boolean
}

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'inspect'; readonly file: string; readonly json: boolean }
  | ({ readonly name: 'forecast' } & ForecastArguments)
  | { readonly name: 'demo'; readonly file: string | null }

const cells: readonly CellKind[] = ['rnn', 'lstm', 'gru']
const largestSize = 10_000
const largestSeed = 2 ** 32 - 1

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const

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
    case 'demo': {
      const { positionals } = parse(rest, {})
      return { name, file: positionals.length === 0 ? null : oneFile(name, positionals) }
    }
  }
  throw invalid(`There is no command "${name}".`, 'Use inspect, forecast, demo or --help.')
}

function forecastArguments(words: readonly string[]): ForecastArguments {
  const { values, positionals } = parse(words, {
    date: text,
    target: text,
    horizon: text,
    history: text,
    cell: text,
    seed: text,
    out: text,
    json: flag,
  })
  const { date, target, cell, out } = values
  return {
    file: oneFile('forecast', positionals),
    date,
    target,
    horizon: wholeNumber('horizon', values.horizon, 1, largestSize),
    history: wholeNumber('history', values.history, 1, largestSize),
    cell: cellOf(cell),
    seed: wholeNumber('seed', values.seed, 0, largestSeed),
    out,
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

function wholeNumber(
  option: string,
  written: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (written === undefined) return undefined
  const value = Number(written)
  if (/^\d+$/.test(written) && value >= least && value <= most) return value
  const range = `a whole number from ${least} to ${most}`
  throw invalid(`--${option} is "${written}".`, `Give ${range}.`)
}

function cellOf(written: string | undefined): CellKind | undefined {
  if (written === undefined) return undefined
  const cell = cells.find((each) => each === written)
  if (cell !== undefined) return cell
  throw invalid(`--cell is "${written}".`, `Give one of ${cells.join(', ')}.`)
}

function invalid(message: string, remedy: string): EngineError {
  return new EngineError('request-invalid', message, { remedy })
}
