import { describe, expect, it } from 'vitest'
import type { Series } from '../../../../engine/data/series'
import { seasonalNaive } from '../../../../engine/evaluate/baselines/seasonal-naive'
import { mae } from '../../../../engine/evaluate/metrics'
import type { QuantilePaths } from '../../../../engine/forecast/recurrent/member'
import {
  networkLearner,
  type NetworkPlan,
} from '../../../../engine/forecast/recurrent/network-learner'
import { prepareSeries } from '../../../../engine/forecast/recurrent/prepared-series'
import { createKernelNetwork } from '../../../helpers/kernel-network'
import { seasonalPanel, seriesOf } from '../../../helpers/panels'

const season = 4
const horizon = 4
const firstOf = (series: Series, rows: number): Series => ({
  ...series,
  values: series.values.subarray(0, rows),
})
const panel = seasonalPanel(12, 44, season)
const known = panel.map((series) => prepareSeries(firstOf(series, 40), season))
const plan: NetworkPlan = {
  scale: 'ratio',
  skip: true,
  scaledLoss: true,
  sizes: { history: 12, segment: 4, units: 8, horizon },
  dropout: 0,
  learningRate: 1e-2,
  batchSize: 128,
}
const setting = {
  createNetwork: createKernelNetwork,
  cell: 'gru' as const,
  season,
  probabilities: [0.1, 0.5, 0.9],
}
const host = { signal: { aborted: false }, pause: () => Promise.resolve() }

async function forecast(
  series: typeof known,
  changes: Partial<NetworkPlan> = {},
  { steps = 120, seed = 3 } = {},
): Promise<readonly QuantilePaths[]> {
  const learner = networkLearner({ ...plan, ...changes }, setting)
  const member = await learner.learn(series, { steps, seed, host })
  const paths = await member.predict(series)
  member.dispose()
  return paths
}

describe('networkLearner', () => {
  it.each(['ratio', 'log', 'std', 'smoothed'] as const)(
    'learns a growing season better than the season before: %s',
    async (scale) => {
      const paths = await forecast(known, { scale })
      let own = 0
      let naive = 0
      panel.forEach((series, i) => {
        const actual = series.values.subarray(40)
        own += mae(actual, paths[i][1])
        naive += mae(actual, seasonalNaive(known[i].values, horizon, season))
        paths[i][0].forEach((lower, h) => {
          expect(lower).toBeLessThan(paths[i][2][h])
        })
      })
      expect(own).toBeLessThan(0.7 * naive)
    },
  )

  it.each(['lstm', 'rnn'] as const)('learns with another cell: %s', async (cell) => {
    const learner = networkLearner(plan, { ...setting, cell })
    expect(learner.name).toContain(cell.toUpperCase())
    const member = await learner.learn(known, { steps: 120, seed: 3, host })
    const paths = await member.predict(known)
    member.dispose()
    const score = (of: (i: number) => Float64Array): number =>
      panel.reduce((sum, { values }, i) => sum + mae(values.subarray(40), of(i)), 0)
    const naive = score((i) => seasonalNaive(known[i].values, horizon, season))
    expect(score((i) => paths[i][1])).toBeLessThan(0.7 * naive)
  })

  it('gives the same bits for the same seed, and others for another', async () => {
    const some = known.slice(0, 2)
    const first = await forecast(some, {}, { steps: 10, seed: 3 })
    expect(await forecast(some, {}, { steps: 10, seed: 3 })).toEqual(first)
    expect(await forecast(some, {}, { steps: 10, seed: 4 })).not.toEqual(first)
  })

  it('learns from series with gaps', async () => {
    const gaps = panel.map((series, i) =>
      prepareSeries(
        { ...series, values: series.values.map((value, t) => ((t + i) % 5 === 0 ? NaN : value)) },
        season,
      ),
    )
    const paths = await forecast(gaps, {}, { steps: 20 })
    expect(paths.flat().every((path) => path.every(Number.isFinite))).toBe(true)
  })

  it('says how many rows it needs', async () => {
    const short = [prepareSeries(seriesOf('a', [1, 2, 3, 4]), season)]
    await expect(forecast(short)).rejects.toMatchObject({
      code: 'series-too-short',
      message: expect.stringContaining('at least 5 rows') as string,
    })
  })
})
