import { coveragePassport } from './coverage-passport'
import type { PassportEntry } from './coverage-passport'
import { judgeFolds } from './judge-folds'
import type { FoldVerdict, MethodForecasts } from './judge-folds'
import { reportScores } from './score-report'
import type { ScoreReport } from './score-report'

/** What one method forecast in a backtest, and what that took. */
export interface MadeForecasts extends MethodForecasts {
  readonly seconds: number
}

export interface MethodHindcast extends MadeForecasts {
  readonly report: ScoreReport
  readonly passport: readonly PassportEntry[]
  /** Against the best of the baselines; null for a baseline itself. */
  readonly verdict: FoldVerdict | null
}

/**
 * Scores, coverage and verdict of methods that forecast the same series and folds, the least MASE first.
 * @param baselines names among the methods, at least one
 * @param overlap as in `judgeFolds`
 */
export function scoreMethods(
  methods: readonly MadeForecasts[],
  baselines: readonly string[],
  levels: readonly number[],
  overlap: number,
): readonly MethodHindcast[] {
  const others = methods.filter(({ method }) => baselines.includes(method))
  return methods
    .map((own) => ({
      ...own,
      report: reportScores(own.forecasts, levels),
      passport: coveragePassport(own.forecasts, levels),
      verdict: baselines.includes(own.method) ? null : judgeFolds(own, others, overlap),
    }))
    .sort((a, b) => a.report.total.mase - b.report.total.mase)
}
