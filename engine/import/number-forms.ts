import type { CellForm } from './cell-form'

/** How a column writes numbers. */
export interface NumberNotation {
  readonly decimal: '.' | ','
  /** Between groups of three digits; the space stands for every kind of space. */
  readonly group: '' | ',' | '.' | ' ' | "'"
}

export interface NumberForm extends CellForm {
  readonly notation: NumberNotation
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
]

const groupClasses = { ',': ',', '.': '\\.', ' ': '[ \\u00a0\\u2009\\u202f]', "'": "['’]" } as const
const mostDecimals = 15

/**
 * The forms to try on cells: every notation bare, and with the currency sign or percent sign that the
 * cells contain. A percentage keeps its number: `12 %` is 12, and then every cell must carry the sign.
 */
export function numberForms(cells: readonly string[]): readonly NumberForm[] {
  const bare = notations.map((notation) => numberForm(notation))
  const sign = commonestSign(cells)
  return sign === null ? bare : [...bare, ...notations.map((each) => numberForm(each, sign))]
}

/** A form of numbers in one notation, with `sign` before or after them when given. */
export function numberForm(notation: NumberNotation, sign?: string): NumberForm {
  const pattern = patternOf(notation)
  const { decimal, group } = notation
  const groups = group === '' ? null : new RegExp(groupClasses[group], 'g')
  const read = (text: string): number => {
    if (!pattern.test(text)) return Number.NaN
    const digits = groups === null ? text : text.replace(groups, '')
    const value = Number(decimal === '.' ? digits : digits.replace(',', '.'))
    return Number.isFinite(value) ? value : Number.NaN
  }
  return {
    type: 'number',
    notation,
    format: example(notation, sign),
    parse(text) {
      const signed = text.startsWith('−') ? `-${text.slice(1)}` : text
      const bare = sign === undefined ? signed : withoutSign(signed, sign)
      return bare === null ? Number.NaN : read(bare)
    },
    decimals: (text) => decimalsOf(text, decimal),
  }
}

function patternOf({ decimal, group }: NumberNotation): RegExp {
  const point = decimal === '.' ? '\\.' : ','
  const grouped = group === '' ? '' : `[1-9]\\d{0,2}(?:${groupClasses[group]}\\d{3})+|`
  return new RegExp(`^[+-]?(?:(?:${grouped}\\d+)(?:${point}\\d*)?|${point}\\d+)(?:[eE][+-]?\\d+)?$`)
}

/** The text without a sign at its start (after plus or minus) or end; null when it may not stand so. */
function withoutSign(text: string, sign: string): string | null {
  const at = text.indexOf(sign)
  if (at < 0) return sign === '%' ? null : text
  const before = text.slice(0, at).trim()
  const after = text.slice(at + sign.length).trim()
  if (after === '') return before
  const leading = before === '' || before === '-' || before === '+'
  return leading && sign !== '%' ? before + after : null
}

function commonestSign(cells: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const cell of cells) {
    const sign = /[%\p{Sc}]/u.exec(cell)?.[0]
    if (sign !== undefined) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  }
  let best: string | null = null
  for (const [sign, count] of counts) {
    if (best === null || count > (counts.get(best) ?? 0)) best = sign
  }
  return best
}

/** Digits after the decimal sign, less the exponent. */
function decimalsOf(text: string, decimal: '.' | ','): number {
  const at = text.lastIndexOf(decimal)
  const exponentAt = text.search(/e/i)
  if (at < 0 && exponentAt < 0) return 0
  let count = 0
  if (at >= 0) {
    while (text.charCodeAt(at + 1 + count) >= 48 && text.charCodeAt(at + 1 + count) <= 57)
      count += 1
  }
  const exponent = exponentAt < 0 ? 0 : Number.parseInt(text.slice(exponentAt + 1), 10)
  return Math.min(mostDecimals, Math.max(0, count - exponent))
}

function example({ decimal, group }: NumberNotation, sign = ''): string {
  const number = `1${group}234${decimal}5`
  return sign === '%' ? `${number} %` : `${sign}${number}`
}
