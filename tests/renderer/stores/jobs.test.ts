import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Series } from '../../../engine/data/series'
import { EngineError } from '../../../engine/errors'
import { suggestSpec } from '../../../engine/forecast/suggest-spec'
import type { JobEvent } from '../../../engine/jobs/protocol'
import { useJobs, type RunOrder } from '../../../renderer/src/stores/jobs'
import { directionResult } from '../direction-result'
import { mainThat } from '../main-process'

const series: Series = {
  name: 'x',
  calendar: { frequency: { kind: 'daily', multiple: 1 }, start: 0 },
  values: Float64Array.from({ length: 90 }, (_, i) => i % 7),
  covariates: [],
}
const order: RunOrder = {
  datasetId: 'd',
  datasetName: 'x.csv',
  series,
  spec: suggestSpec(series),
  executor: 'fused',
  goal: null,
}
const started: JobEvent = { kind: 'started', epochs: 60, parameterCount: 10 }
const cancelled: JobEvent = { kind: 'cancelled' }

beforeEach(() => setActivePinia(createPinia()))
afterEach(() => vi.unstubAllGlobals())

describe('a run', () => {
  it('follows its own job only', async () => {
    const main = mainThat(() => ({ jobId: 'a' }))
    const jobs = useJobs()
    await jobs.start(order)
    main.tell('other', cancelled)
    expect(jobs.busy).toBe(true)
    main.tell('a', started)
    expect(jobs.live?.state).toMatchObject({ status: 'running', epochs: 60 })
  })
  it('takes the events that overtook the answer which names its job', async () => {
    const main = mainThat(() => {
      main.tell('a', started)
      return { jobId: 'a' }
    })
    const jobs = useJobs()
    await jobs.start(order)
    expect(jobs.live?.state.status).toBe('running')
  })
  it('that cannot start has failed, with the reason', async () => {
    mainThat(() => {
      throw new EngineError('backend-unavailable', 'No backend.')
    })
    const jobs = useJobs()
    await jobs.start(order)
    expect(jobs.live?.state).toMatchObject({
      status: 'failed',
      error: { code: 'backend-unavailable' },
    })
    expect(jobs.busy).toBe(false)
  })
  it('is alone: another is not started beside it', async () => {
    const main = mainThat(() => ({ jobId: 'a' }))
    const jobs = useJobs()
    await jobs.start(order)
    await jobs.start(order)
    expect(main.calls).toEqual(['job.start'])
  })
})

describe('a run of classes', () => {
  it('asks for them and is looked at when it is done', async () => {
    const main = mainThat(() => ({ jobId: 'a' }))
    const jobs = useJobs()
    await jobs.start({ ...order, executor: 'auto', goal: { column: null, count: 3 } })
    expect(main.requests.at(-1)).toMatchObject({
      datasetId: 'd',
      order: { kind: 'classes', column: null, executor: 'fused' },
    })
    main.tell('a', { kind: 'done', result: { kind: 'classes', classes: directionResult } })
    expect(jobs.ofClasses).toMatchObject({ number: 1, classes: directionResult })
    expect(jobs.finished).toBeNull()
  })
})

describe('cancelling', () => {
  it('is asked once, and over when the job says so', async () => {
    const main = mainThat(() => ({ jobId: 'a' }))
    const jobs = useJobs()
    await jobs.start(order)
    main.tell('a', started)
    await jobs.cancel()
    expect(jobs.live?.state.status).toBe('cancelling')
    main.tell('a', cancelled)
    expect(jobs.live?.state.status).toBe('cancelled')
    await jobs.cancel()
    expect(main.calls).toEqual(['job.start', 'job.cancel'])
  })
  it('before the job is known waits for its name', async () => {
    let answer: (value: unknown) => void = () => undefined
    const main = mainThat(() => new Promise((resolve) => (answer = resolve)))
    const jobs = useJobs()
    const starting = jobs.start(order)
    await jobs.cancel()
    expect(main.calls).toEqual(['job.start'])
    answer({ jobId: 'a' })
    await starting
    expect(main.calls).toEqual(['job.start', 'job.cancel'])
  })
  it('that is refused lets the run go on', async () => {
    mainThat(
      () => ({ jobId: 'a' }),
      () => {
        throw new EngineError('internal', 'Not now.')
      },
    )
    const jobs = useJobs()
    await jobs.start(order)
    await jobs.cancel()
    expect(jobs.live?.state.status).toBe('running')
  })
})
