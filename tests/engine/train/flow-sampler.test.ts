import { expect, it } from 'vitest'
import { createFlowSampler } from '../../../engine/train/flow-sampler'

it.each([1, 3, 40])('stays under 3 %% of the time when a look costs %d steps', (cost) => {
  const sampler = createFlowSampler()
  let trained = 0
  let looked = 0
  let looks = 0
  for (let step = 0; step < 10_000; step++) {
    trained += 2
    if (!sampler.afterStep(2)) continue
    looked += 2 * cost
    looks += 1
    sampler.afterLook(2 * cost)
    // The first look is made before its cost is known.
    if (looks > 1) expect(looked).toBeLessThanOrEqual(0.03 * trained)
  }
  expect(looks).toBeGreaterThan(5)
  expect(looked).toBeGreaterThan(0.02 * trained)
})
