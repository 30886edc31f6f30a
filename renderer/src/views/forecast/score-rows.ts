import type { ForecastResult, Scores } from '../../../../engine/forecast/forecast-result'
import { baselineLabel } from './forecast-data'

export interface ScoreRow extends Scores {
  readonly name: string
  readonly network: boolean
  /** 1 for the least MASE; equal errors share a rank. */
  readonly rank: number
}

/** The network among the rules, the least MASE first. A seasonal rule without a season is the last value. */
export function scoreRows(result: ForecastResult): readonly ScoreRow[] {
  const { metrics, baselines, season } = result
  const rows = [
    { name: result.model, network: true, ...metrics },
    { name: baselineLabel('naive', result), network: false, ...baselines.naive },
    ...(season > 1
      ? [
          {
            name: baselineLabel('seasonalNaive', result),
            network: false,
            ...baselines.seasonalNaive,
          },
        ]
      : []),
    { name: baselineLabel('drift', result), network: false, ...baselines.drift },
  ]
  return rows
    .map((row) => ({ ...row, rank: 1 + rows.filter((other) => other.mase < row.mase).length }))
    .sort((a, b) => a.mase - b.mase)
}
