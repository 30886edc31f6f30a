import { expect, it } from 'vitest'
import type { Network } from '../../../engine/network/network'
import { estimateTraining } from '../../../engine/train/estimate'
import { createFused, smallSpec } from '../../helpers/networks'
import { windowsOf } from '../../helpers/windows'

const series = Float64Array.from({ length: 109 }, (_, t) => Math.sin(t))

it('multiplies what it measures by what there is', async () => {
  const spec = smallSpec({ batchSize: 10, epochs: 20 })
  let clock = 0
  let disposed = false
  // A clock that a training batch moves by 20 ms and an evaluation by 5: 2 ms and 0.5 ms a window.
  const create = async (): Promise<Network> => {
    const network = await createFused(spec, { features: 1 })
    return {
      ...network,
      memoryBytes: 5_000_000,
      trainBatch(batch, rate) {
        clock += 20 * (batch.size / 10)
        return network.trainBatch(batch, rate)
      },
      evaluate(batch) {
        clock += 5 * (batch.size / 10)
        return network.evaluate(batch)
      },
      dispose() {
        disposed = true
        network.dispose()
      },
    }
  }
  const estimate = await estimateTraining({
    create,
    spec,
    training: windowsOf(series, spec),
    validation: windowsOf(series.subarray(0, 28), spec),
    now: () => clock,
    pause: () => Promise.resolve(),
  })
  // 101 windows to train on, 20 to validate.
  expect(estimate.secondsPerEpoch).toBeCloseTo(0.101 * 2 + 0.02 * 0.5, 10)
  expect(estimate.seconds).toBeCloseTo(20 * 0.212, 8)
  expect(estimate.bytes).toBe(5_000_000)
  expect(disposed).toBe(true)
})

it('has nothing to measure without a window', async () => {
  const spec = smallSpec()
  const estimate = await estimateTraining({
    create: createFused,
    spec,
    training: { ...windowsOf(series, spec), count: 0 },
    validation: null,
    now: () => 0,
    pause: () => Promise.resolve(),
  })
  expect(estimate).toEqual({ secondsPerEpoch: 0, seconds: 0, bytes: 0 })
})
