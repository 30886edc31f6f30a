import type { Forecaster, Panel } from '../../evaluate/forecaster'
import type { NetworkFactory } from '../../network/network'
import type { Learner } from './member'
import type { Effort, Efforts } from './presets'
import type { CellKind } from './segment-spec'
import type { Adjustment } from './yearly-course'

/** How a panel is learned from; follows from its sizes, values and dates alone. */
export interface Approach {
  readonly reason: string
  /** Steps in the season that windows are cut by; 1 where histories are too short to show the usual one. */
  readonly season: number
  /** Compared on the part set aside; those near the best are kept. */
  readonly candidates: readonly Learner[]
  /** Share above the best score within which candidates are kept. */
  readonly alike: number
  /** Most candidates that are kept. */
  readonly most: number
  /** Of those kept: by weights that fall with the score, or the median of each step. */
  readonly average: 'weighted' | 'median'
  /** May be mixed into the average of those that are kept. */
  readonly partners: readonly Learner[]
  /** A naive method that is the forecast unless all the others beat it clearly; null for none. */
  readonly yardstick: Learner | null
  /**
   * Share of the widening that the part set aside asks for. Less than all where every series is tried from
   * one moment alone, whose luck they share.
   */
  readonly widening: number
  readonly effort: Effort
  /** Fits what is taken off the series before they are learned from. */
  adjust(panel: Panel): Adjustment
}

export interface ApproachOptions {
  readonly createNetwork: NetworkFactory
  readonly efforts: Efforts
  /** The recurrent cell of every network. */
  readonly cell: CellKind
  readonly partners: readonly Forecaster[]
}
