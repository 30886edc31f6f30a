export interface NumberRules {
  readonly min: number
  readonly max: number
  readonly integer: boolean
}

export type ParsedNumber =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly message: string }

/** Reads what a user typed; an empty text is accepted as "not changed yet" by the field, not here. */
export function parseNumber(text: string, rules: NumberRules): ParsedNumber {
  const trimmed = text.trim().replace(/\u2212/g, '-')
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) {
    return { ok: false, message: rules.integer ? 'Enter a whole number.' : 'Enter a number.' }
  }
  const value = Number(trimmed)
  if (!Number.isFinite(value)) return { ok: false, message: 'Enter a number.' }
  if (rules.integer && !Number.isInteger(value)) {
    return { ok: false, message: 'Enter a whole number.' }
  }
  if (value < rules.min) return { ok: false, message: `At least ${rules.min}.` }
  if (value > rules.max) return { ok: false, message: `At most ${rules.max}.` }
  return { ok: true, value }
}

/** `value` moved by `by`, kept within the rules and free of binary dust such as 0.30000000000000004. */
export function stepNumber(value: number, by: number, rules: NumberRules): number {
  const moved = Number((value + by).toPrecision(12))
  return Math.min(rules.max, Math.max(rules.min, moved))
}
