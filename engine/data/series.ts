import type { Calendar } from './calendar'

/** One variable on a regular grid of steps: what a forecast is made of. Missing values are NaN. */
export interface Series {
  readonly name: string
  readonly calendar: Calendar
  /** `[steps]`, step 0 at `calendar.start`. */
  readonly values: Float64Array
  /** Other variables on the same grid, known only in the past unless they have a `future`. */
  readonly covariates: readonly Covariate[]
  /** What does not change over time, by name: a shop's city, a price class. */
  readonly statics?: Readonly<Record<string, string | number>>
}

export interface Covariate {
  readonly name: string
  /** `[steps]`, as long as the target's. */
  readonly values: Float64Array
  /** `[steps ahead]`, the steps after the end, where they are known: holidays, a planned price. */
  readonly future?: Float64Array
}
