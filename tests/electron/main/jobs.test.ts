import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import type { JobHost } from '../../../electron/hosts/host'
import { createThreadHost } from '../../../electron/hosts/thread-host'
import { workerJobThread } from '../../../electron/hosts/worker-job-thread'
import { createJobs } from '../../../electron/main/jobs'
import { EngineError } from '../../../engine/errors'
import type { JobEvent } from '../../../engine/jobs/protocol'
import { requestNamed } from '../hosts/request'

/** A host whose jobs do only what the test tells them to. */
function createManualHost() {
  const started: string[] = []
  const jobs = new Map<string, { tell(event: JobEvent): void; leave(): void }>()
  let onStart = (): void => undefined
  const host: JobHost = {
    start(jobId, _request, onEvent) {
      started.push(jobId)
      let leave = (): void => undefined
      const done = new Promise<void>((resolve) => (leave = resolve))
      jobs.set(jobId, { tell: onEvent, leave })
      onStart()
      return { cancel: () => onEvent({ kind: 'cancelled' }), done }
    },
  }
  return {
    host,
    started,
    job(id: string) {
      const job = jobs.get(id)
      if (job === undefined) throw new Error(`${id} was not started`)
      return job
    },
    /** Settles when so many jobs have been started in all. */
    untilStarted: (count: number) =>
      new Promise<void>((resolve) => {
        onStart = () => (started.length >= count ? resolve() : undefined)
        onStart()
      }),
  }
}

describe('jobs', () => {
  it('runs no more at a time than the limit, the oldest first', async () => {
    const manual = createManualHost()
    const jobs = createJobs(manual.host, 2)
    const ids = ['a', 'b', 'c'].map((name) => jobs.start(requestNamed(name), () => undefined))
    await manual.untilStarted(2)
    expect(manual.started).toEqual([ids[0], ids[1]])

    manual.job(ids[1]).tell({ kind: 'failed', error: new EngineError('internal', 'x') })
    expect(manual.started).toHaveLength(2)
    manual.job(ids[1]).leave()
    await manual.untilStarted(3)
    expect(manual.started).toEqual(ids)
  })

  it('starts a job only after the caller knows its id', () => {
    const manual = createManualHost()
    createJobs(manual.host, 1).start(requestNamed('a'), () => undefined)
    expect(manual.started).toEqual([])
  })

  it('cancels a queued job at once and never starts it', async () => {
    const manual = createManualHost()
    const jobs = createJobs(manual.host, 1)
    const events: string[] = []
    const first = jobs.start(requestNamed('a'), () => undefined)
    const second = jobs.start(requestNamed('b'), (_id, event) => events.push(event.kind))
    const third = jobs.start(requestNamed('c'), () => undefined)
    await manual.untilStarted(1)
    jobs.cancel(second)
    jobs.cancel(second)
    expect(events).toEqual(['cancelled'])
    jobs.cancel(first)
    manual.job(first).leave()
    await manual.untilStarted(2)
    expect(manual.started).toEqual([first, third])
  })

  it('turns a host that cannot start into a failed job and goes on', async () => {
    const failed = new Promise<JobEvent>((resolve) => {
      const host: JobHost = {
        start() {
          throw new Error('no thread left')
        },
      }
      createJobs(host, 1).start(requestNamed('a'), (_id, event) => resolve(event))
    })
    expect(await failed).toMatchObject({ kind: 'failed', error: { message: 'no thread left' } })
  })

  it('knows no forecast of a job that is unknown, at work or cancelled', async () => {
    const manual = createManualHost()
    const jobs = createJobs(manual.host, 1)
    const id = jobs.start(requestNamed('a'), () => undefined)
    const unknown = expect.objectContaining({ code: 'job-unknown' })
    expect(() => jobs.cancel('job-99')).toThrow(unknown)
    expect(() => jobs.forecast('job-99')).toThrow(unknown)
    expect(() => jobs.forecast(id)).toThrow(unknown)
    await manual.untilStarted(1)
    jobs.cancel(id)
    expect(() => jobs.forecast(id)).toThrow(unknown)
  })

  it('keeps the result of a real thread, and closes with jobs still at work', async () => {
    const file = new URL('../hosts/threads/training.mjs', import.meta.url)
    const jobs = createJobs(
      createThreadHost({ spawn: () => workerJobThread(new Worker(file)), graceMs: 10 }),
      2,
    )
    const done = new Promise<string>((resolve) => {
      jobs.start(requestNamed('quick'), (id, event) => {
        if (event.kind === 'done') resolve(id)
      })
    })
    expect(jobs.forecast(await done)).toMatchObject({ target: 'quick' })

    const kinds: string[] = []
    const started = new Promise<void>((resolve) => {
      jobs.start(requestNamed('deaf'), (_id, event) => {
        kinds.push(event.kind)
        if (event.kind === 'started') resolve()
      })
    })
    await started
    await jobs.close()
    expect(kinds).toEqual(['started', 'cancelled'])
  })
})
