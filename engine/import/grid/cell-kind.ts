import { dateForms } from '../date-forms/all'
import { isMissing } from '../missing'

/** What a cell looks like by itself, before its column is known. */
export type CellKind = 'empty' | 'number' | 'date' | 'text'

const numeric =
  /^[-+−(]?\s?(?:\p{Sc}|[A-Z]{1,3}\p{Sc})?\s?[-+−]?(?:\d[\d.,'’ \u00a0\u2009\u202f]*|[.,]\d+)(?:e[-+]?\d+)?\s?[KMBT]?\s?(?:%|\p{Sc})?\)?-?$/iu
const mayBeDate = /\d/
/** A date with a fault, such as the 29th of February of 2019, is no name of a column either. */
const digitsOnly = /^\d{1,4}(?:[-/.:]\d{1,2}){2}(?:[T ][\d:.]*Z?)?$/

/** @param text trimmed. */
export function kindOf(text: string): CellKind {
  if (isMissing(text)) return 'empty'
  if (numeric.test(text)) return 'number'
  if (text.length > 40 || !mayBeDate.test(text)) return 'text'
  if (digitsOnly.test(text)) return 'date'
  return dateForms.some(({ parse }) => !Number.isNaN(parse(text))) ? 'date' : 'text'
}

export function isValue(kind: CellKind): boolean {
  return kind === 'number' || kind === 'date'
}
