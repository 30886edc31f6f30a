export type FrequencyKind =
  | 'secondly'
  | 'minutely'
  | 'hourly'
  | 'daily'
  | 'business-daily'
  | 'trading-daily'
  | 'weekly'
  | 'monthly'
  | 'quarterly'
  | 'yearly'
  | 'irregular'
  | 'index'

export interface Frequency {
  readonly kind: FrequencyKind
  /** Steps of `kind` between two rows: 10 for ten-minute data with `minutely`. At least 1. */
  readonly multiple: number
}

/** A regular grid of steps. Step 0 lies at `start`; a weekend is no step of a business-daily grid. */
export interface Calendar {
  readonly frequency: Frequency
  /** Civil milliseconds of step 0; the first index value for `index`. */
  readonly start: number
}
