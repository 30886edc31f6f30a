import { parseArgs } from 'node:util'
import type { Preset } from '../../engine/forecast/recurrent/presets'
import type { ProcessorExecutor } from '../../engine/network/network'
import type { WantedBounds } from '../../engine/prepare/bounds'
import type { CellKind } from '../../engine/spec/model-spec'
import { boundOf, invalid, wordsOf } from './argument-values'
import { didYouMean } from './nearest-word'

export const cells: readonly CellKind[] = ['rnn', 'lstm', 'gru']
export const executors: readonly ProcessorExecutor[] = ['fused', 'tensorflow']
export const presets: readonly Preset[] = ['fast', 'balanced', 'accurate']
export const modes = ['refit', 'update'] as const
export const largestSize = 10_000
export const largestFolds = 1000
export const largestSeed = 2 ** 32 - 1

export const text = { type: 'string' } as const
export const flag = { type: 'boolean' } as const

/** What is known beside the target, and what becomes of the dates. */
export interface BesideArguments {
  readonly covariates?: readonly string[]
  /** Country whose public holidays count, such as `DE` or `DE-BY`. */
  readonly holidays?: string
  /** Own days, as ISO dates. */
  readonly events?: readonly string[]
  /** To which step dates are brought, as `resampleAction` reads it. */
  readonly resample?: string
}

export const besideOptions = {
  covariates: text,
  holidays: text,
  events: text,
  resample: text,
} as const

export function besideArguments({
  covariates,
  holidays,
  events,
  resample,
}: Readonly<Partial<Record<keyof typeof besideOptions, string>>>): BesideArguments {
  return { covariates: wordsOf(covariates), holidays, events: wordsOf(events), resample }
}

export const boundOptions = { 'at-least': text, 'at-most': text } as const

/** @throws EngineError `request-invalid`. */
export function boundArguments(
  values: Readonly<Partial<Record<keyof typeof boundOptions, string>>>,
): WantedBounds {
  const atLeast = boundOf('at-least', values['at-least'])
  const atMost = boundOf('at-most', values['at-most'])
  if (typeof atLeast === 'number' && typeof atMost === 'number' && atLeast >= atMost) {
    throw invalid(
      `--at-least ${atLeast} and --at-most ${atMost} leave nothing between.`,
      `Give --at-most a number above ${atLeast}.`,
    )
  }
  return { atLeast, atMost }
}

type Options = Readonly<Record<string, typeof text | typeof flag>>

/** Options and files among the words. @throws EngineError `request-invalid`, with the nearest option. */
export function parse<const O extends Options>(words: readonly string[], options: O) {
  const names = Object.keys(options)
  for (const word of words) {
    if (word === '--') break
    const [, name] = /^--([^=]+)/.exec(word) ?? []
    if (name === undefined || names.includes(name)) continue
    const list = names.length === 0 ? 'It has none.' : `Its options are --${names.join(', --')}.`
    throw invalid(`There is no option --${name}.`, `${didYouMean(name, names, '--')}${list}`)
  }
  try {
    return parseArgs({ args: withNumbersJoined(words, options), options, allowPositionals: true })
  } catch (error) {
    // Node's message names the option; it goes on with advice that does not fit here.
    const [first] = error instanceof Error ? error.message.split(/\. |\n/) : [String(error)]
    throw invalid(`${first.replace(/\.$/, '')}.`, 'See hindcast --help.')
  }
}

/** `--at-least -5` as `--at-least=-5`: Node takes a word that begins with a dash for an option. */
function withNumbersJoined(words: readonly string[], options: Options): string[] {
  const joined: string[] = []
  for (const word of words) {
    const [, name] = /^--([^=]+)$/.exec(joined.at(-1) ?? '') ?? []
    const takesValue = name !== undefined && options[name]?.type === 'string'
    if (takesValue && /^-[\d.]/.test(word)) joined.push(`${joined.pop() ?? ''}=${word}`)
    else joined.push(word)
  }
  return joined
}

export function oneFile(command: string, files: readonly string[]): string {
  if (files.length === 1) return files[0]
  const remedy = `Write: hindcast ${command} FILE.`
  if (files.length === 0) throw invalid('No file was named.', remedy)
  throw invalid(`Two files were named, ${files[0]} and ${files[1]}.`, remedy)
}
