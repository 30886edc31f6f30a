import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../engine/errors'
import { defaultLayer } from '../../../engine/spec/default-layer'
import { checkMemory, memoryNeeded } from '../../../engine/spec/memory-needed'
import { executors, smallSpec } from '../../helpers/networks'

const huge = smallSpec({
  input: { history: 10_000, segment: 1 },
  layers: [defaultLayer('lstm', { units: 4096 })],
  batchSize: 65_536,
  skip: { initial: { kind: 'seasonal-naive', season: 7 }, learningRateFactor: 1, frozen: false },
  horizon: 10_000,
})

describe('memoryNeeded', () => {
  it('counts weights, gradients, moments and a batch', () => {
    // One unit, one step, one window: 3·1·(1+1+2) + 1 + 1 = 14 weights, held 4 times with Adam.
    const spec = smallSpec({
      input: { history: 1, segment: 1 },
      horizon: 1,
      layers: [defaultLayer('gru', { units: 1 })],
      batchSize: 1,
    })
    const perStep = 1 + (3 + 6 + 1 + 1)
    expect(memoryNeeded(spec, 1)).toBe(4 * (4 * 14 + perStep + 2 + 1))
  })
})

describe('checkMemory', () => {
  it('lets a small network pass', () => {
    expect(() => {
      checkMemory(smallSpec(), 3, 2 ** 20)
    }).not.toThrow()
  })

  it('refuses before anything is allocated, with the field that costs most', () => {
    const before = process.memoryUsage().arrayBuffers
    expect(() => {
      checkMemory(huge, 3, 8 * 2 ** 30)
    }).toThrow(EngineError)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20)
    try {
      checkMemory(huge, 3, 8 * 2 ** 30)
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'spec-invalid', details: { field: 'batchSize' } })
    }
  })

  it.each(executors)('is asked before a network is made: %s', async (_, create) => {
    const spec = { ...huge, horizon: 3, skip: null }
    await expect(create(spec, { features: 3 })).rejects.toMatchObject({ code: 'spec-invalid' })
  })
})
