import { EngineError } from '../../engine/errors'
import { didYouMean } from './nearest-word'

/** A whole number from `least` to `most`. @throws EngineError `request-invalid`. */
export function wholeNumber(
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

/** A number, or null where the word is `none`. @throws EngineError `request-invalid`. */
export function boundOf(option: string, written: string | undefined): number | null | undefined {
  if (written === undefined) return undefined
  if (written === 'none') return null
  const value = Number(written)
  if (written.trim() !== '' && Number.isFinite(value)) return value
  throw invalid(`--${option} is "${written}".`, 'Give a number, or none.')
}

/** One of the words. @throws EngineError `request-invalid`. */
export function oneOf<T extends string>(
  option: string,
  written: string | undefined,
  words: readonly T[],
): T | undefined {
  if (written === undefined) return undefined
  const word = words.find((each) => each === written)
  if (word !== undefined) return word
  const remedy = `${didYouMean(written, words)}Give one of ${words.join(', ')}.`
  throw invalid(`--${option} is "${written}".`, remedy)
}

/** Words with commas between them, none twice. @throws EngineError `request-invalid`. */
export function listOf<T extends string>(
  option: string,
  written: string | undefined,
  words: readonly T[],
): readonly T[] | undefined {
  if (written === undefined) return undefined
  const unknown = written.split(',').find((word) => !words.some((each) => each === word))
  if (unknown !== undefined) {
    const remedy = `${didYouMean(unknown, words)}Choose from ${words.join(', ')}.`
    throw invalid(`--${option} names "${unknown}".`, remedy)
  }
  return words.filter((word) => written.split(',').includes(word))
}

/** Names with commas between them, such as columns. */
export function wordsOf(written: string | undefined): readonly string[] | undefined {
  return written
    ?.split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

/** Levels in percent with commas between them, as shares, ascending. @throws EngineError `request-invalid`. */
export function levelsOf(written: string | undefined): readonly number[] | undefined {
  if (written === undefined) return undefined
  const percents = written.split(',').map(Number)
  const valid = percents.every((percent) => percent >= 1 && percent <= 99.9)
  if (valid && new Set(percents).size === percents.length) {
    return percents.map((percent) => Number((percent / 100).toPrecision(6))).sort((a, b) => a - b)
  }
  throw invalid(`--levels is "${written}".`, 'Give percents from 1 to 99.9, such as 80,95.')
}

export function invalid(message: string, remedy: string): EngineError {
  return new EngineError('request-invalid', message, { remedy })
}
