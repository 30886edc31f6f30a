import type { Calendar, Frequency } from '../data/calendar'
import type { FoldResult } from '../evaluate/backtest'
import type { CopycatReport } from '../evaluate/copycat'
import type { ResidualDiagnostics } from '../evaluate/residual-diagnostics'
import type { MethodHindcast } from '../evaluate/score-methods'
import type { ModelSpec } from '../spec/model-spec'
import type { Preset } from './recurrent/presets'

/** What the user may choose of a backtest. */
export interface BacktestSettings {
  /** As many as fit in the later half of the rows, up to twelve, when null. */
  readonly folds: number | null
  /** Whether networks learn anew for each fold, or once for the oldest and then only see the rows since. */
  readonly mode: 'refit' | 'update'
  /** Effort of the blend that chooses for itself; null leaves it out. */
  readonly preset: Preset | null
}

/** One method of a backtest. */
export interface BacktestMethod {
  /** `network`, `auto`, or a baseline such as `seasonalNaive`. */
  readonly method: string
  readonly role: 'network' | 'auto' | 'baseline'
  /** Inside a sentence, such as `last year's value`. */
  readonly title: string
  /** In a table, such as `GRU 32`. */
  readonly label: string
}

/** What a backtest is going to do; known before its first fold. */
export interface BacktestPlan {
  readonly target: string
  readonly frequency: Frequency
  readonly spec: ModelSpec
  readonly settings: BacktestSettings
  readonly horizon: number
  /** Steps in the season that shows before the first origin, 1 for none. */
  readonly season: number
  /** Central shares of the bands, ascending. */
  readonly levels: readonly number[]
  readonly methods: readonly BacktestMethod[]
  /** First row that each fold forecasts, the oldest fold first. */
  readonly origins: readonly number[]
  /** The last value that the series has before each origin, NaN without one. */
  readonly lastKnown: readonly number[]
  readonly calendar: Calendar
  /** All values are above 0. */
  readonly positive: boolean
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
export interface BacktestResult {
  readonly plan: BacktestPlan
  /** Folds that every method has forecast; scores are over these alone. */
  readonly folds: readonly number[]
  /** By mean MASE, the least first. */
  readonly methods: readonly MethodHindcast[]
  /** The network's forecasts of each row of the folds from the row before it. */
  readonly oneStep: OneStepReport
}

/** How the network does one step ahead, over the rows of the finished folds in their order. */
export interface OneStepReport {
  /** First row. */
  readonly from: number
  /** Actual less forecast, `[rows]`; NaN in folds that are not finished and where there is no value. */
  readonly residuals: Float64Array
  readonly diagnostics: ResidualDiagnostics
  /** Whether it repeats the value before. */
  readonly copycat: CopycatReport
}
