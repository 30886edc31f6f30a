import { describe, expect, it } from 'vitest'
import { reportScores } from '../../../engine/evaluate/score-report'
import type { ScoredForecast } from '../../../engine/evaluate/score-report'

const nan = Number.NaN

function scored(
  series: string,
  fold: number,
  actual: readonly number[],
  mean: readonly number[],
  half: number | null = null,
): ScoredForecast {
  const values = half === null ? [] : [-half, 0, half].map((d) => mean.map((value) => value + d))
  return {
    series,
    fold,
    actual: Float64Array.from(actual),
    mean: Float64Array.from(mean),
    quantiles:
      half === null
        ? null
        : { probabilities: [0.1, 0.5, 0.9], values: values.map((v) => Float64Array.from(v)) },
    scale: 2,
  }
}

describe('score report', () => {
  it('means scores over forecasts and pools WAPE, RMSE, bias and coverage over steps', () => {
    const { total, byHorizon, bySeries, byFold } = reportScores(
      [scored('a', 0, [10, 20], [12, 20], 1), scored('b', 1, [nan, 40], [1, 36], 5)],
      [0.8],
    )
    // Absolute errors 2 and 0; then 4 alone.
    expect(total.mase).toBeCloseTo((1 / 2 + 4 / 2) / 2, 12)
    expect(total.smape).toBeCloseTo(((200 * 2) / 22 / 2 + (200 * 4) / 76) / 2, 12)
    expect(total.wape).toBeCloseTo((100 * 6) / 70, 12)
    expect(total.rmse).toBeCloseTo(Math.sqrt(20 / 3), 12)
    expect(total.bias).toBeCloseTo(-2 / 3, 12)
    expect(total.coverage).toMatchObject([{ level: 0.8, share: 2 / 3, count: 3 }])
    expect(byHorizon.map(({ mase, forecasts }) => [mase, forecasts])).toEqual([
      [1, 1],
      [1, 2],
    ])
    expect(bySeries.get('b')?.mase).toBe(2)
    expect(byFold.get(0)?.mase).toBe(0.5)
  })

  it('defines zeros, and has no band scores without quantiles', () => {
    const { total } = reportScores([scored('a', 0, [0, 0], [0, 0])], [0.8])
    expect(total).toMatchObject({ mase: 0, smape: 0, wape: 0, rmse: 0, bias: 0 })
    expect(total).toMatchObject({ scaledPinball: null, scaledCrps: null, coverage: [] })
    expect(reportScores([scored('a', 0, [0], [1])], []).total.wape).toBe(Infinity)
  })

  it('leaves out forecasts of which nothing is known', () => {
    const { total } = reportScores([scored('a', 0, [nan], [1]), scored('b', 0, [3], [1])], [])
    expect(total).toMatchObject({ forecasts: 1, mase: 1 })
  })
})
