import { capital } from '../../../../engine/evaluate/method-titles'
import type { ForecastResult, Scores } from '../../../../engine/forecast/forecast-result'

export interface ScoreRow extends Scores {
  readonly name: string
  readonly network: boolean
  /** 1 for the least MASE; equal errors share a rank. */
  readonly rank: number
}

/** The network among the baselines, the least MASE first. */
export function scoreRows(result: ForecastResult): readonly ScoreRow[] {
  const { metrics, baselines } = result
  const rows = [
    { name: result.model, network: true, ...metrics },
    ...baselines.map(({ title, scores }) => ({ name: capital(title), network: false, ...scores })),
  ]
  return rows
    .map((row) => ({ ...row, rank: 1 + rows.filter((other) => other.mase < row.mase).length }))
    .sort((a, b) => a.mase - b.mase)
}
