import { expect, it } from 'vitest'
import type { Network } from '../../../engine/network/network'
import { estimateTraining } from '../../../engine/train/estimate'
import { createFused, smallSpec } from '../../helpers/networks'
import { windowsOf } from '../../helpers/windows'

const series = Float64Array.from({ length: 109 }, (_, t) => Math.sin(t))

it('multiplies what it measures by what there is, and adds what the start took longer', async () => {
  const spec = smallSpec({ batchSize: 10, epochs: 20 })
  let clock = 0
  let disposed = false
  let steps = 0
  // A clock that the start moves by 500 ms, a training batch by 20 ms, the first two by 50, and an evaluation by
  // 10: 2 ms and 0.5 ms a window.
  const create = async (): Promise<Network> => {
    const network = await createFused(spec, { features: 1 })
    clock += 500
    return {
      ...network,
      memoryBytes: 5_000_000,
      trainBatch(batch, rate) {
        steps += 1
        clock += 20 * (batch.size / 10) + (steps <= 2 ? 30 : 0)
        return network.trainBatch(batch, rate)
      },
      evaluate(batch) {
        // All windows of the validation come at once, as in a training.
        expect(batch.size).toBe(20)
        clock += 10
        return network.evaluate(batch)
      },
      dispose() {
        disposed = true
        network.dispose()
      },
    }
  }
  const surroundings = {
    create,
    spec,
    training: windowsOf(series, spec),
    validation: windowsOf(series.subarray(0, 28), spec),
    now: () => clock,
    pause: () => Promise.resolve(),
  }
  const estimate = await estimateTraining(surroundings)
  // 101 windows to train on, 20 to validate.
  expect(estimate.secondsPerEpoch).toBeCloseTo(0.101 * 2 + 0.02 * 0.5, 10)
  expect(estimate.startSeconds).toBeCloseTo(0.5 + 2 * 0.03, 10)
  expect(estimate.seconds).toBeCloseTo(0.56 + 20 * 0.212, 8)
  expect(estimate.bytes).toBe(5_000_000)
  expect(disposed).toBe(true)

  // The process grows by 1 MB with each training batch.
  const grown = 50_000_000
  const before = steps
  const residentBytes = (): number => grown + 1_000_000 * (steps - before)
  const watched = await estimateTraining({ ...surroundings, residentBytes })
  expect(watched.bytes).toBe(1_000_000 * (steps - before))
  expect(watched.bytes).toBeGreaterThan(5_000_000)
})

it('waits until a network is as fast as it says that it takes', async () => {
  const spec = smallSpec({ batchSize: 10, epochs: 20 })
  let clock = 0
  // Steps that get faster for 20 of them: 50 ms to 30, and then 20.
  const create = async (): Promise<Network> => {
    const network = await createFused(spec, { features: 1 })
    let steps = 0
    return {
      ...network,
      warmUpMs: 900,
      trainBatch(batch, rate) {
        clock += (Math.max(30, 50 - steps) - (steps >= 20 ? 10 : 0)) * (batch.size / 10)
        steps += 1
        return network.trainBatch(batch, rate)
      },
    }
  }
  const { secondsPerEpoch } = await estimateTraining({
    create,
    spec,
    training: windowsOf(series, spec),
    validation: null,
    now: () => clock,
    pause: () => Promise.resolve(),
  })
  expect(secondsPerEpoch).toBeCloseTo(0.101 * 2, 10)
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
  expect(estimate).toEqual({ secondsPerEpoch: 0, startSeconds: 0, seconds: 0, bytes: 0 })
})
