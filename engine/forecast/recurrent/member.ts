import type { PreparedSeries } from './prepared-series'
import type { TrainingHost } from './train-steps'

/** Quantiles of the steps ahead, `[probability][horizon]`; an odd number of them, the median in the middle. */
export type QuantilePaths = readonly Float64Array[]

/** What has been learned: one forecaster of an ensemble. */
export interface Member {
  /** Quantiles of the steps after each history, on the values' scale. */
  predict(histories: readonly PreparedSeries[]): Promise<readonly QuantilePaths[]>
  dispose(): void
}

/** One way to learn from a panel: a candidate. */
export interface Learner {
  /** For the reader, such as `log with a seasonal skip`. */
  readonly name: string
  /** Whether another seed and more steps make another member. */
  readonly trained: boolean
  /** @throws EngineError `series-too-short`, `cancelled`, `training-diverged`. */
  learn(panel: readonly PreparedSeries[], work: LearningWork): Promise<Member>
}

export interface LearningWork {
  readonly steps: number
  readonly seed: number
  readonly host: TrainingHost
}
