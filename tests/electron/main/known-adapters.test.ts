import { describe, expect, it } from 'vitest'
import { createKnownAdapters } from '../../../electron/main/known-adapters'
import type { AdapterReport } from '../../../engine/jobs/gpu-messages'

const adapter: AdapterReport = {
  executor: 'webgl',
  renderer: 'one',
  software: false,
  precision: 'float32',
  limits: {},
}

describe('the known adapters', () => {
  it('are described once, until they are forgotten', async () => {
    let asked = 0
    const known = createKnownAdapters(async () => {
      asked += 1
      return [adapter]
    })
    expect(await Promise.all([known.get(), known.get()])).toEqual([[adapter], [adapter]])
    expect(asked).toBe(1)
    known.forget()
    await known.get()
    expect(asked).toBe(2)
  })

  it('are described again after a description that failed', async () => {
    let asked = 0
    const known = createKnownAdapters(async () => {
      asked += 1
      if (asked === 1) throw new Error('no answer')
      return [adapter]
    })
    await expect(known.get()).rejects.toThrow('no answer')
    expect(await known.get()).toEqual([adapter])
  })
})
