import { expect, it } from 'vitest'
import { measureSteps } from '../../../engine/train/measure-steps'
import { createFused, randomBatch, smallSpec } from '../../helpers/networks'

const spec = smallSpec()

/** Measures on a clock by which each step takes 10 ms. */
async function measure(steps: number, budgetMs: number) {
  const network = await createFused(spec, { features: 2 })
  let time = 0
  const trained = {
    ...network,
    trainBatch: (...given: Parameters<typeof network.trainBatch>) => {
      time += 10
      return network.trainBatch(...given)
    },
  }
  const options = { learningRate: 0.01, steps, budgetMs, now: () => time, pause: async () => {} }
  const measured = await measureSteps(trained, [randomBatch(spec, 2)], options)
  network.dispose()
  return measured
}

it('measures the steps after the first ones, and reports all', async () => {
  const { msPerStep, reports } = await measure(8, 1000)
  expect(msPerStep).toBe(10)
  expect(reports).toHaveLength(10)
})

it('begins no step after its time', async () => {
  expect((await measure(100, 55)).reports).toHaveLength(6)
  expect(await measure(100, 10)).toMatchObject({ msPerStep: null, reports: { length: 1 } })
})
