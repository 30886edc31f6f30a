import type { CellForm } from './cell-form'
import { unitOf } from './grid/unit-names'
import { flagsBehind, withoutFlag } from './number-flags'

/** How a column writes numbers. */
export interface NumberNotation {
  readonly decimal: '.' | ','
  /** Between groups of three digits; the space stands for every kind of space. */
  readonly group: '' | ',' | '.' | ' ' | "'"
}

export interface NumberForm extends CellForm {
  readonly notation: NumberNotation
}

/** What may stand beside the digits of a column's numbers. */
interface Extras {
  /** A currency sign, a currency's code, a percent sign, or a unit such as `°C`. */
  readonly sign?: string
  /** Whether K, M, B and T multiply. */
  readonly scaled?: boolean
  /** Whether a provider's flag may stand behind a number. */
  readonly flagged?: boolean
}

/** In the order in which equals are preferred. */
const notations: readonly NumberNotation[] = [
  { decimal: '.', group: '' },
  { decimal: '.', group: ',' },
  { decimal: ',', group: '' },
  { decimal: ',', group: '.' },
  { decimal: '.', group: ' ' },
  { decimal: ',', group: ' ' },
  { decimal: '.', group: "'" },
  { decimal: ',', group: "'" },
]

const groupClasses = { ',': ',', '.': '\\.', ' ': '[ \\u00a0\\u2009\\u202f]', "'": "['’]" } as const
const mostDecimals = 15
const signPattern =
  /%|‰|(?:US|CA|AU|HK|NZ|[RCA])?\p{Sc}|(?<![A-Za-z])(?:USD|EUR|GBP|CHF|JPY|CNY|INR|AUD|CAD|SEK|NOK|DKK|PLN|CZK|BRL|Fr\.|Kč|kr\.?|zł)(?![A-Za-z])/u
const scaleOf: Readonly<Record<string, number>> = { K: 1e3, k: 1e3, M: 1e6, B: 1e9, T: 1e12 }
const scaled = /\d\s?[KkMBT]$/

/**
 * The forms to try on cells: every notation bare, and with the currency or percent sign and the scales
 * (K, M, B, T) that the cells contain. A percentage keeps its number: `12 %` is 12, and then every cell
 * must carry the sign. `(12)` and `12-` are negative in all of them.
 */
export function numberForms(cells: readonly string[]): readonly NumberForm[] {
  const sign = commonestSign(cells)
  const extras: Extras[] = [{}]
  if (sign !== null) extras.push({ sign })
  if (cells.some((cell) => scaled.test(sign === null ? cell : cell.replace(sign, '').trim()))) {
    extras.push(sign === null ? { scaled: true } : { sign, scaled: true })
  }
  if (flagsBehind(cells) !== null) extras.push({ flagged: true })
  return extras.flatMap((each) => notations.map((notation) => numberForm(notation, each)))
}

const known = new Map<string, NumberForm>()

/** A form of numbers in one notation, with what may stand beside the digits; made once of each kind. */
export function numberForm(notation: NumberNotation, extras: Extras = {}): NumberForm {
  const key = `${notation.decimal}${notation.group}${extras.sign ?? ''}${extras.scaled ?? false}${extras.flagged ?? false}`
  const form = known.get(key) ?? makeForm(notation, extras)
  known.set(key, form)
  return form
}

function makeForm(notation: NumberNotation, extras: Extras): NumberForm {
  const pattern = patternOf(notation)
  const { decimal, group } = notation
  const { sign } = extras
  const groups = group === '' ? null : new RegExp(groupClasses[group], 'g')
  const read = (text: string): number => {
    if (!pattern.test(text)) return Number.NaN
    const digits = groups === null ? text : text.replace(groups, '')
    const value = Number(decimal === '.' ? digits : digits.replace(',', '.'))
    return Number.isFinite(value) ? value : Number.NaN
  }
  const parse = (cell: string): number => {
    const text = extras.flagged === true ? withoutFlag(cell) : cell
    if (sign !== '%') {
      const plain = read(text)
      if (!Number.isNaN(plain)) return plain
    }
    const negated = negativeOf(text)
    if (negated !== null) return -parse(negated)
    const signed = text.startsWith('−') ? `-${text.slice(1)}` : text
    const bare = sign === undefined ? signed : withoutSign(signed, sign)
    if (bare === null) return Number.NaN
    const unsigned = sign === undefined ? null : negativeOf(bare)
    if (unsigned !== null) return -read(unsigned)
    const scale = extras.scaled === true && scaled.test(bare) ? scaleOf[bare.slice(-1)] : 1
    if (scale === 1) return read(bare)
    return Number((read(bare.slice(0, -1).trim()) * scale).toPrecision(15))
  }
  return {
    type: 'number',
    notation,
    format: example(notation, extras),
    parse,
    decimals: (text) =>
      extras.scaled === true && scaled.test(text) ? 0 : decimalsOf(text, decimal),
    ...(extras.flagged === true ? { reads: 'flags' as const } : {}),
    ...(sign === undefined ? {} : { unit: sign }),
    ...(sign === '%' || sign === '‰' ? {} : { bytes: { kind: 'number', decimal } as const }),
  }
}

function patternOf({ decimal, group }: NumberNotation): RegExp {
  const point = decimal === '.' ? '\\.' : ','
  const mark = group === '' ? '' : groupClasses[group]
  // Lakh and crore go by two digits: 12,34,567.
  const indian = group === ',' ? '[1-9]\\d?(?:,\\d{2})+,\\d{3}|' : ''
  const grouped = group === '' ? '' : `${indian}[1-9]\\d{0,2}(?:${mark}\\d{3})+|`
  return new RegExp(`^[+-]?(?:(?:${grouped}\\d+)(?:${point}\\d*)?|${point}\\d+)(?:[eE][+-]?\\d+)?$`)
}

/** What is negated by `(…)` around it or a minus behind it; null without them. */
function negativeOf(text: string): string | null {
  const last = text.charCodeAt(text.length - 1)
  if (last === 41 && text.startsWith('(') && text.length > 2) {
    const inner = text.slice(1, -1).trim()
    return /^[-+−(]/.test(inner) ? null : inner
  }
  const minus = (last === 45 || last === 8722) && text.length > 1
  if (!minus || /^[-+−(]/.test(text)) return null
  return text.slice(0, -1).trim()
}

/** The text without a sign at its start (after plus or minus) or end; null when it may not stand so. */
function withoutSign(text: string, sign: string): string | null {
  const at = text.indexOf(sign)
  if (at < 0) return sign === '%' || sign === '‰' ? null : text
  const before = text.slice(0, at).trim()
  const after = text.slice(at + sign.length).trim()
  if (after === '') return before
  const leading = before === '' || before === '-' || before === '+'
  return leading && sign !== '%' ? before + after : null
}

function commonestSign(cells: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const cell of cells) {
    const sign = signPattern.exec(cell)?.[0] ?? unitBehind(cell)
    if (sign !== undefined) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  }
  let best: string | null = null
  for (const [sign, count] of counts) {
    if (best === null || count > (counts.get(best) ?? 0)) best = sign
  }
  return best
}

/** The unit that follows a number; a single letter may be anything, such as a scale or a flag. */
function unitBehind(cell: string): string | undefined {
  const text = /^[-+−]?[\d.,'’\s]*\d\s?([^\d\s]\S{1,9})$/u.exec(cell)?.[1]
  return text === undefined ? undefined : (unitOf(text) ?? undefined)
}

/** Digits after the decimal sign, less the exponent. */
function decimalsOf(text: string, decimal: '.' | ','): number {
  const at = text.lastIndexOf(decimal)
  const exponentAt = text.search(/e[+-]?\d/i)
  if (at < 0 && exponentAt < 0) return 0
  let count = 0
  if (at >= 0) {
    while (text.charCodeAt(at + 1 + count) >= 48 && text.charCodeAt(at + 1 + count) <= 57)
      count += 1
  }
  const exponent = exponentAt < 0 ? 0 : Number.parseInt(text.slice(exponentAt + 1), 10)
  return Math.min(mostDecimals, Math.max(0, count - exponent))
}

function example(
  { decimal, group }: NumberNotation,
  { sign = '', scaled = false, flagged = false }: Extras,
): string {
  const flag = flagged ? ' p' : ''
  const number = scaled ? `1${decimal}2K` : `1${group}234${decimal}5`
  return sign === '%' || sign === '‰' || unitOf(sign) === sign
    ? `${number} ${sign}`
    : `${sign}${number}${flag}`
}
