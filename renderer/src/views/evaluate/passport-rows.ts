import type { PassportEntry } from '../../../../engine/evaluate/coverage-passport'

export interface PassportRow {
  readonly level: string
  readonly held: string
  /** Places on an axis around the promise, 0 to 1. */
  readonly from: number
  readonly to: number
  readonly at: number
  readonly verdict: PassportEntry['verdict']
  readonly sentence: string
}

/** Rows of a passport on one axis; `reach` is how many points the axis goes to either side. */
export function passportRows(passport: readonly PassportEntry[]): {
  readonly rows: readonly PassportRow[]
  readonly reach: number
} {
  const apart = passport.flatMap(({ level, limits }) => limits.map((x) => Math.abs(x - level)))
  const reach = Math.max(4, Math.ceil(50 * Math.max(0, ...apart)) * 2)
  const place = (share: number, level: number): number => 0.5 + ((share - level) * 50) / reach
  return {
    reach,
    rows: passport.map(({ level, share, limits, verdict, sentence }) => ({
      level: `${Math.round(100 * level)} %`,
      held: `${(100 * share).toFixed(1)} %`,
      from: place(limits[0], level),
      to: place(limits[1], level),
      at: place(share, level),
      verdict,
      sentence,
    })),
  }
}

/** What all rows say together. */
export function passportText(passport: readonly PassportEntry[]): string {
  const failed = passport.filter(({ verdict }) => verdict !== 'holds')
  const limits = 'Bar: 95 % limits of the true rate, by fold.'
  if (failed.length === 0) return `${limits} All bands keep their promise.`
  const named = (verdict: PassportEntry['verdict'], word: string): string[] => {
    const levels = failed.filter((each) => each.verdict === verdict)
    if (levels.length === 0) return []
    const shares = levels.map(({ level }) => Math.round(100 * level)).join(' and ')
    return [
      levels.length === 1
        ? `The band of ${shares} % is too ${word}.`
        : `The bands of ${shares} % are too ${word}.`,
    ]
  }
  return [limits, ...named('too-narrow', 'narrow'), ...named('too-wide', 'wide')].join(' ')
}
