import { describe, expect, it } from 'vitest'
import type { Series } from '../../../../engine/data/series'
import { seasonalNaive } from '../../../../engine/evaluate/baselines/seasonal-naive'
import { mae } from '../../../../engine/evaluate/metrics'
import type { QuantilePaths } from '../../../../engine/forecast/recurrent/member'
import { fitBeside } from '../../../../engine/forecast/recurrent/beside'
import {
  networkLearner,
  type NetworkPlan,
} from '../../../../engine/forecast/recurrent/network-learner'
import { prepareSeries } from '../../../../engine/forecast/recurrent/prepared-series'
import { createRandom } from '../../../../engine/random'
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
  beside: fitBeside(panel),
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

  it('sees what is known ahead and what tells series apart, and cannot do without either', async () => {
    const random = createRandom(8)
    const rows = 120
    const offers = Float64Array.from({ length: rows + horizon }, () =>
      random.uniform() < 0.2 ? 1 : 0,
    )
    offers[rows + 1] = 1
    // An offer sells more in the north and less in the south; nothing else happens.
    const sign = (index: number): 1 | -1 => (index % 2 === 0 ? 1 : -1)
    const shops = Array.from({ length: 8 }, (_, index): Series => ({
      ...seriesOf(
        `shop ${String(index)}`,
        Array.from(
          offers.subarray(0, rows),
          (offer) => 10 + 3 * sign(index) * offer + 0.1 * random.normal(),
        ),
      ),
      covariates: [{ name: 'offer', values: offers.slice(0, rows), future: offers.slice(rows) }],
      statics: { region: sign(index) > 0 ? 'north' : 'south' },
    }))
    const errorWith = async (seen: readonly Series[]): Promise<number> => {
      const sizes = { history: 4, segment: 1, units: 16, horizon }
      const own = { ...plan, sizes, skip: false, scaledLoss: false }
      const learner = networkLearner(own, { ...setting, season: 1, beside: fitBeside(seen) })
      const prepared = seen.map((series) => prepareSeries(series, 1))
      const member = await learner.learn(prepared, { steps: 400, seed: 3, host })
      const paths = await member.predict(prepared)
      member.dispose()
      const truth = (index: number, h: number): number => 10 + 3 * sign(index) * offers[rows + h]
      const errors = paths.flatMap((path, index) =>
        Array.from(path[1], (value, h) => Math.abs(value - truth(index, h))),
      )
      return errors.reduce((sum, error) => sum + error, 0) / errors.length
    }
    const both = await errorWith(shops)
    expect(both).toBeLessThan(0.2)
    expect(await errorWith(shops.map((shop) => ({ ...shop, statics: {} })))).toBeGreaterThan(
      3 * both,
    )
    expect(await errorWith(shops.map((shop) => ({ ...shop, covariates: [] })))).toBeGreaterThan(
      3 * both,
    )
  })

  it('says how many rows it needs', async () => {
    const short = [prepareSeries(seriesOf('a', [1, 2, 3, 4]), season)]
    await expect(forecast(short)).rejects.toMatchObject({
      code: 'series-too-short',
      message: expect.stringContaining('at least 5 rows') as string,
    })
  })
})
