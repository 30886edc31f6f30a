import type { Frequency } from '../../../engine/data/calendar'
import type { Series } from '../../../engine/data/series'

/** A set as every method gets it, whatever its files look like. */
export interface BenchSet {
  readonly name: string
  readonly metric: 'mase' | 'mse'
  readonly floor: number | null
  readonly bestRnn: number | null
  readonly best: number | null
  readonly horizon: number
  readonly season: number
  readonly frequency: Frequency
  /** Everything before the first origin. */
  readonly panel: readonly Series[]
  /** Rows at the end of the panel that the set's own rules set aside for choices. */
  readonly validationRows: number | undefined
  /** Forecasts of one series from one origin, in all rounds. */
  readonly forecasts: number
  /** Origins in order of time; what is forecast together. */
  rounds(): Iterable<Round>
}

export interface Round {
  readonly fold: number
  readonly histories: readonly Series[]
  /** Of each history, as long as what is scored. */
  readonly actuals: readonly Float64Array[]
  /** Scale of MASE for each history. */
  readonly scales: readonly number[]
}
