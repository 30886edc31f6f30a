import { expect, it } from 'vitest'
import { measureSpeed, type SpeedDeps } from '../../../engine/forecast/measure-speed'
import { createFused, smallSpec } from '../../helpers/networks'
import { seriesOf, weatherDays } from '../../helpers/series'

const series = seriesOf(weatherDays(200))
const spec = smallSpec({ batchSize: 10 })

/** A clock that a step moves by 8 ms divided by the threads, and nothing else does. */
function surroundings(aborted = false): SpeedDeps {
  let clock = 0
  return {
    networksOf:
      (threads) =>
      async (...words) => {
        const network = await createFused(...words)
        return {
          ...network,
          trainBatch(batch, rate) {
            clock += 8 / threads
            return network.trainBatch(batch, rate)
          },
        }
      },
    now: () => clock,
    pause: () => Promise.resolve(),
    signal: { aborted },
  }
}

it('measures each number of threads', async () => {
  const request = { series, spec, threads: [1, 2, 4], budgetMs: 10_000 }
  const speeds = await measureSpeed(request, surroundings())
  expect(speeds.map(({ threads, stepsPerSecond }) => [threads, stepsPerSecond])).toEqual([
    [1, 125],
    [2, 250],
    [4, 500],
  ])
  expect(speeds[0].backend).toContain('fused')
})

it('begins nothing after its time, and says what was not enough', async () => {
  const request = { series, spec, threads: [1, 2, 4], budgetMs: 150 }
  const speeds = await measureSpeed(request, surroundings())
  expect(speeds.map(({ stepsPerSecond }) => stepsPerSecond)).toEqual([null])
})

it('ends when it is cancelled', async () => {
  const request = { series, spec, threads: [1], budgetMs: 1000 }
  await expect(measureSpeed(request, surroundings(true))).rejects.toMatchObject({
    code: 'cancelled',
  })
})
