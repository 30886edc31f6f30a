import { expect, it } from 'vitest'
import { estimateCost } from '../../../engine/forecast/estimate-cost'
import type { TrainingDeps } from '../../../engine/forecast/forecast-deps'
import { createFused, smallSpec } from '../../helpers/networks'
import { seriesOf, weatherDays } from '../../helpers/series'

const series = seriesOf(weatherDays(200))
const spec = smallSpec({ batchSize: 10, epochs: 20 })

/** A clock that a window of training moves by 2 ms and nothing else does. */
function surroundings(signal: { aborted: boolean }): TrainingDeps {
  let clock = 0
  return {
    async createNetwork(...words) {
      const network = await createFused(...words)
      return {
        ...network,
        trainBatch(batch, rate) {
          clock += 2 * batch.size
          return network.trainBatch(batch, rate)
        },
        evaluate(batch) {
          clock += 50
          return network.evaluate(batch)
        },
      }
    },
    now: () => clock,
    pause: () => Promise.resolve(),
    signal,
  }
}

it('counts both trainings of a forecast, on its own windows', async () => {
  const own = { ...spec, epochs: 1 }
  const once = await estimateCost({ series, spec: own }, surroundings({ aborted: false }))
  const all = await estimateCost({ series, spec }, surroundings({ aborted: false }))
  expect(all.epochs).toBe(20)
  expect(all.secondsAtMost).toBeCloseTo(20 * once.secondsAtMost, 8)
  // The second training sees the validation part and the hold-out too.
  expect(all.secondsAtMost).toBeGreaterThan(2 * 20 * all.secondsPerEpoch)
  expect(all.bytes).toBeGreaterThanOrEqual(64 * 1024)
})

it('ends when it is cancelled', async () => {
  const cancelled = estimateCost({ series, spec }, surroundings({ aborted: true }))
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
})
