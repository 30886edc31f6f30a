import { coveragePassport } from './coverage-passport'
import type { PassportEntry } from './coverage-passport'
import { judgeFolds } from './judge-folds'
import type { FoldVerdict, MethodForecasts } from './judge-folds'
import { reportScores } from './score-report'
import type { ScoreReport } from './score-report'

/** What one method forecast in a backtest, what that took, and its part in the comparison. */
export interface MadeForecasts extends MethodForecasts {
  readonly seconds: number
  /** Whether others are judged against it. */
  readonly isBaseline: boolean
  readonly isJudged: boolean
}

export interface MethodHindcast extends MadeForecasts {
  readonly report: ScoreReport
  readonly passport: readonly PassportEntry[]
  /** Against the best of the baselines other than itself; null for what is not judged. */
  readonly verdict: FoldVerdict | null
}

/**
 * Scores, coverage and verdict of methods that forecast the same series and folds, the least MASE first.
 * @param methods two baselines among them at least, one if it is not judged itself
 * @param overlap as in `judgeFolds`
 */
export function scoreMethods(
  methods: readonly MadeForecasts[],
  levels: readonly number[],
  overlap: number,
): readonly MethodHindcast[] {
  const baselines = methods.filter(({ isBaseline }) => isBaseline)
  const verdictOn = (own: MadeForecasts): FoldVerdict =>
    judgeFolds(
      own,
      baselines.filter(({ method }) => method !== own.method),
      overlap,
    )
  return methods
    .map((own) => ({
      ...own,
      report: reportScores(own.forecasts, levels),
      passport: coveragePassport(own.forecasts, levels),
      verdict: own.isJudged ? verdictOn(own) : null,
    }))
    .sort((a, b) => a.report.total.mase - b.report.total.mase)
}
