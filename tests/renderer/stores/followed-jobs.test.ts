import { afterEach, describe, expect, it, vi } from 'vitest'
import { EngineError } from '../../../engine/errors'
import type { JobEvent } from '../../../engine/jobs/protocol'
import { followJobs } from '../../../renderer/src/stores/followed-jobs'
import { mainThat } from '../main-process'

const order = { kind: 'auto', horizon: 3, seed: 1, preset: 'fast', executor: 'fused' } as const
const progress = (done: number): JobEvent => ({ kind: 'progress', done })

afterEach(() => vi.unstubAllGlobals())

describe('a followed job', () => {
  it('is told its own events in their order, those that overtook its name first', async () => {
    const main = mainThat(() => {
      main.tell('a', progress(0.1))
      main.tell('b', progress(0.9))
      main.tell('a', progress(0.2))
      return { jobId: 'a' }
    })
    const told: JobEvent[] = []
    expect(await followJobs().start('d', order, (event) => told.push(event))).toBe('a')
    main.tell('b', { kind: 'cancelled' })
    main.tell('a', progress(0.3))
    expect(told).toEqual([0.1, 0.2, 0.3].map(progress))
  })

  it('is told nothing after its end', async () => {
    const main = mainThat(() => ({ jobId: 'a' }))
    const told: JobEvent[] = []
    await followJobs().start('d', order, (event) => told.push(event))
    main.tell('a', { kind: 'cancelled' })
    main.tell('a', progress(0.5))
    expect(told).toEqual([{ kind: 'cancelled' }])
  })

  it('fails with the fault that kept it from starting', async () => {
    mainThat(() => {
      throw new EngineError('dataset-unknown', 'No such dataset.')
    })
    const told: JobEvent[] = []
    expect(await followJobs().start('d', order, (event) => told.push(event))).toBeNull()
    expect(told).toMatchObject([{ kind: 'failed', error: { code: 'dataset-unknown' } }])
  })
})
