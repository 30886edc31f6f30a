import type { Calendar } from './calendar'

/** One variable on a regular grid of steps: what a forecast is made of. Missing values are NaN. */
export interface Series {
  readonly name: string
  readonly calendar: Calendar
  /** `[steps]`, step 0 at `calendar.start`. */
  readonly values: Float64Array
  /** Other variables on the same grid; known in the past, and later too where they have a `future`. */
  readonly covariates: readonly Covariate[]
  /** Texts that do not change over time, by column: a shop's city. Fixed numbers are covariates. */
  readonly statics?: Readonly<Record<string, string>>
}

export interface Covariate {
  readonly name: string
  /** `[steps]`, as long as the target's. */
  readonly values: Float64Array
  /** `[steps after the target's last]`: values that are known beyond it, such as holidays or a planned price. */
  readonly future?: Float64Array
  /** True when the series has the same value throughout, as a shop's size. */
  readonly isStatic?: boolean
}
