import type { Period } from '../repairs/periods'
import type { IssueSeverity, RepairCode } from '../table'

export const findingCodes = [
  'gaps',
  'duplicate-dates',
  'irregular-dates',
  'off-grid-dates',
  'partial-period',
  'missing-values',
  'sentinel',
  'outliers',
  'level-shift',
  'constant-column',
  'duplicate-columns',
  'leak-suspect',
] as const

export type FindingCode = (typeof findingCodes)[number]

/** A repair that a finding offers: those of issues and those that only the health page knows. */
export type FindingRepair = RepairCode | 'winsorise' | 'accept'

/** One thing about the data that a forecast suffers from, with its place and what can be done. */
export interface Finding {
  readonly code: FindingCode
  readonly severity: IssueSeverity
  readonly column: string
  /** How many places there are. */
  readonly count: number
  /** Civil times (or index values) of the first thousand of them; none when it is about the whole column. */
  readonly times: readonly number[]
  /** The number that stands for a missing one, of a `sentinel`; absent for all else. */
  readonly value?: number
  /** Periods that the dates may be brought to, the usual first; absent where `resample` is no repair. */
  readonly periods?: readonly Period[]
  /** What and where, one sentence. */
  readonly message: string
  /** Why it matters for a forecast, one sentence. */
  readonly why: string
  /** The usual first; `accept` leaves the data as it is and the finding out of the count. */
  readonly repairs: readonly FindingRepair[]
}

export const mostTimes = 1000
