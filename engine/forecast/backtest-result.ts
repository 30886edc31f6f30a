import type { FoldResult } from '../evaluate/backtest'
import type { ModelSpec } from '../spec/model-spec'
import type { PanelPlan, PlannedMethod } from './backtest-plan'
import type { FoldScores } from './evaluate-folds'
import type { Preset } from './recurrent/presets'

/** What the user may choose of a backtest. */
export interface BacktestSettings {
  /** As many as fit in the later half of the rows, up to twelve, when null. */
  readonly folds: number | null
  /** Whether networks learn anew for each fold, or once for the oldest and then only see the rows since. */
  readonly mode: 'refit' | 'update'
  /** Rows that each fold learns from, a window that slides along; all before its origin when null. */
  readonly slide: number | null
  /** Effort of the blend that chooses for itself; null leaves it out. */
  readonly preset: Preset | null
}

/** One method of a backtest. */
export interface BacktestMethod extends PlannedMethod {
  /** `auto` is the blend that chooses for itself. */
  readonly role: 'network' | 'auto' | 'baseline'
  /** In a table, such as `GRU 32`. */
  readonly label: string
}

/** What a backtest of one series is going to do; known before its first fold. */
export interface BacktestPlan extends PanelPlan<BacktestMethod> {
  readonly target: string
  readonly spec: ModelSpec
  readonly settings: BacktestSettings
}

/** What a backtest tells while it runs. */
export type BacktestEvent =
  | { readonly kind: 'planned'; readonly plan: BacktestPlan }
  | {
      readonly kind: 'fold'
      /** One method on one fold. */
      readonly result: FoldResult
      readonly done: number
      readonly tasks: number
      /** Null until each method was timed once. */
      readonly secondsLeft: number | null
    }

/** A backtest, or the part of it that was finished. */
export interface BacktestResult extends FoldScores {
  readonly plan: BacktestPlan
}
