import { describe, expect, it } from 'vitest'
import { prepareSeries } from '../../../../engine/forecast/recurrent/prepared-series'
import { ridgeLearner } from '../../../../engine/forecast/recurrent/ridge-learner'
import { createRandom } from '../../../../engine/random'
import { seriesOf } from '../../../helpers/panels'

const host = { signal: { aborted: false }, pause: () => Promise.resolve() }

describe('ridgeLearner', () => {
  const shape = { history: 6, horizon: 2, season: 2, scale: 'last', scaledLoss: false } as const

  it('finds the coefficients of a linear recurrence', async () => {
    const random = createRandom(1)
    const values = [1, 2]
    for (let t = 2; t < 300; t++) {
      values.push(1.6 * values[t - 1] - 0.6 * values[t - 2] + random.normal())
    }
    const learner = ridgeLearner(shape, [0.1, 0.5, 0.9])
    const member = await learner.learn([prepareSeries(seriesOf('a', values), 2)], {
      steps: 0,
      seed: 1,
      host,
    })
    const ends = [100, 150, 200, 250]
    const paths = await member.predict(
      ends.map((end) => prepareSeries(seriesOf('a', values.slice(0, end)), 2)),
    )
    ends.forEach((end, i) => {
      const next = 1.6 * values[end - 1] - 0.6 * values[end - 2]
      expect(Math.abs(paths[i][1][0] - next)).toBeLessThan(0.5)
      expect(paths[i][0][0]).toBeLessThan(paths[i][1][0])
      expect(paths[i][2][0]).toBeGreaterThan(paths[i][1][0])
      // One step ahead the innovation's 80 % band is ±1.28 wide.
      expect((paths[i][2][0] - paths[i][0][0]) / 2).toBeGreaterThan(0.9)
      expect((paths[i][2][0] - paths[i][0][0]) / 2).toBeLessThan(1.9)
    })
  })

  it('repeats the season where a history is too short to say more', async () => {
    const series = prepareSeries(seriesOf('a', [5, 1, 5, 1, 5, 1]), 2)
    const learner = ridgeLearner(shape, [0.5])
    const member = await learner.learn([series], { steps: 0, seed: 1, host })
    const [[median]] = await member.predict([series])
    expect(median[0]).toBeCloseTo(5, 1)
    expect(median[1]).toBeCloseTo(1, 1)
  })
})
