import { expect, it } from 'vitest'
import { createFlowSampler } from '../../../engine/train/flow-sampler'

it.each([1, 3, 40])('stays under 3 %% of the time when a look costs %d steps', (cost) => {
  const sampler = createFlowSampler(0)
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

it.each([1, 3, 5])(
  'looks early in a short training, and pays for it by its end: %d steps a look',
  (cost) => {
    const sampler = createFlowSampler(600)
    const looks: number[] = []
    for (let step = 1; step <= 600; step++) {
      if (!sampler.afterStep(2)) continue
      looks.push(step)
      sampler.afterLook(2 * cost)
    }
    expect(looks.slice(0, 2)).toEqual([4, 16])
    expect(looks.length * cost).toBeLessThanOrEqual(0.03 * 600)
  },
)

it('makes no early look that the whole training could not pay for', () => {
  const sampler = createFlowSampler(100)
  const looks = Array.from({ length: 100 }, () => sampler.afterStep(2))
  expect(looks).not.toContain(true)
})

it('does not take slow first steps for the pace of the training', () => {
  const sampler = createFlowSampler(300)
  let trained = 0
  let looked = 0
  for (let step = 1; step <= 300; step++) {
    const ms = step <= 3 ? 30 : 0.5
    trained += ms
    if (!sampler.afterStep(ms)) continue
    looked += 5
    sampler.afterLook(5)
  }
  expect(trained).toBe(238.5)
  expect(looked).toBeLessThanOrEqual(0.03 * trained)
})
