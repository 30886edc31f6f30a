import { describe, expect, it } from 'vitest'
import { seasonalNaive } from '../../../../engine/evaluate/baselines/seasonal-naive'
import { mae } from '../../../../engine/evaluate/metrics'
import { trainMember, type MemberPlan } from '../../../../engine/forecast/recurrent/member'
import { prepareSeries } from '../../../../engine/forecast/recurrent/prepared-series'
import { createKernelNetwork } from '../../../helpers/kernel-network'
import { seasonalPanel, seriesOf } from '../../../helpers/panels'

const season = 4
const horizon = 4
const panel = seasonalPanel(12, 44, season)
const known = panel.map((series) => prepareSeries(firstOf(series, 40), season))
const plan: MemberPlan = {
  scale: 'ratio',
  skip: true,
  scaledLoss: true,
  sizes: { history: 12, segment: 4, units: 8, horizon },
  dropout: 0,
  learningRate: 1e-2,
}
const options = { season, probabilities: [0.1, 0.5, 0.9], steps: 120, seed: 3 }
const deps = {
  createNetwork: createKernelNetwork,
  host: { signal: { aborted: false }, pause: () => Promise.resolve() },
}

describe('trainMember', () => {
  it.each(['ratio', 'log', 'std'] as const)(
    'learns a growing season better than the season before: %s',
    async (scale) => {
      const member = await trainMember(known, { ...plan, scale }, options, deps)
      const paths = await member.predict(known)
      member.dispose()
      let own = 0
      let naive = 0
      panel.forEach((series, i) => {
        const actual = series.values.subarray(40)
        own += mae(actual, paths[i][1])
        naive += mae(actual, seasonalNaive(known[i].values, horizon, season))
        paths[i][0].forEach((lower, h) => expect(lower).toBeLessThan(paths[i][2][h]))
      })
      expect(own).toBeLessThan(0.7 * naive)
    },
  )

  it('gives the same bits for the same seed, and others for another', async () => {
    const run = async (seed: number) => {
      const member = await trainMember(known, plan, { ...options, steps: 10, seed }, deps)
      const paths = await member.predict(known.slice(0, 2))
      member.dispose()
      return paths
    }
    const first = await run(3)
    expect(await run(3)).toEqual(first)
    expect(await run(4)).not.toEqual(first)
  })

  it('forecasts nothing below zero where a history never was', async () => {
    const steep = [
      prepareSeries(
        seriesOf(
          'a',
          Array.from({ length: 24 }, (_, t) => 240 - 10 * t),
        ),
        4,
      ),
    ]
    const member = await trainMember(steep, plan, { ...options, steps: 40 }, deps)
    const [paths] = await member.predict(steep)
    member.dispose()
    expect(Math.min(...paths.flatMap((path) => Array.from(path)))).toBeGreaterThanOrEqual(0)
  })

  it('says how many rows it needs', async () => {
    const short = [prepareSeries(seriesOf('a', [1, 2, 3, 4]), season)]
    await expect(trainMember(short, plan, options, deps)).rejects.toMatchObject({
      code: 'series-too-short',
      message: expect.stringContaining('at least 5 rows') as string,
    })
  })
})

function firstOf(series: (typeof panel)[number], rows: number): (typeof panel)[number] {
  return { ...series, values: series.values.subarray(0, rows) }
}
