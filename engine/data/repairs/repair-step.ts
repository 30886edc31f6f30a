import type { FindingCode } from '../health/finding'
import type { Period } from './periods'

/**
 * A repair as data: what to do to which column at which dates. It names dates and not rows, so that a list
 * of steps that was saved with last month's file means the same in next month's.
 */
export interface RepairStep {
  /** Unique in its list. */
  readonly id: string
  readonly column: string
  /** Which series of a table with ids, by its id; null: every one. */
  readonly series: string | null
  /** Times that it is about, as the date column holds them; `all`: wherever it applies. */
  readonly at: 'all' | readonly number[]
  /** A step that is switched off stays in the list and does nothing. */
  readonly enabled: boolean
  readonly action: RepairAction
}

export type RepairAction =
  | CellsToMissing
  | AggregateDuplicates
  | Resample
  | CountDates
  | Interpolate
  | SeasonalFill
  | ForwardFill
  | { readonly kind: 'mask' }
  | Winsorise
  | Changes
  /** Leaves the data as it is and says that someone looked at what was found in the column. */
  | { readonly kind: 'accept'; readonly finding: FindingCode }

/** Table cells become missing; with `value` only those that hold it, such as a sentinel. */
interface CellsToMissing {
  readonly kind: 'set-missing'
  readonly value: number | null
}

/** Rows of one date (and one id) become one row: numbers by the rule, all else from the first. */
interface AggregateDuplicates {
  readonly kind: 'aggregate'
  readonly by: 'sum' | 'mean' | 'first' | 'last' | 'drop'
}

/** Rows of one period (and one id) become one row, dated by the period's beginning. */
export interface Resample {
  readonly kind: 'resample'
  readonly to: Period
  readonly by: ResampleRule
}
export type ResampleRule = 'sum' | 'mean' | 'min' | 'max' | 'first' | 'last'

/** The dates only order the rows: they count as steps 1, 2, 3. */
export interface CountDates {
  readonly kind: 'count-dates'
}

/** Missing values on the straight line between their neighbours, in stretches of at most `most` steps. */
interface Interpolate {
  readonly kind: 'interpolate'
  readonly most: number | null
}

/** Missing values as trend plus the median of the season's place. */
interface SeasonalFill {
  readonly kind: 'seasonal-fill'
  readonly period: number
}

/** Missing values as the last one before them, at most `most` steps on. */
interface ForwardFill {
  readonly kind: 'forward-fill'
  readonly most: number | null
}

/** Values beyond the quantiles become the quantile; 0 ≤ lower < upper ≤ 1. */
interface Winsorise {
  readonly kind: 'winsorise'
  readonly lower: number
  readonly upper: number
}

/** Each value becomes its change from the one before: returns in percent where `relative`, else differences. */
interface Changes {
  readonly kind: 'changes'
  readonly relative: boolean
}

/** Repairs of the table come before those of the series that is made of it, whatever their order in the list. */
export function isTableRepair({ kind }: RepairAction): boolean {
  return (
    kind === 'set-missing' || kind === 'aggregate' || kind === 'resample' || kind === 'count-dates'
  )
}

/** What a step did, in the order of the list. */
export interface RepairOutcome {
  readonly id: string
  /** Cells or steps that changed; for `aggregate` rows that went, for repairs of all dates rows that are. */
  readonly changed: number
  /** Why it could do nothing, such as a column that this file does not have; null when it could. */
  readonly skipped: string | null
}
