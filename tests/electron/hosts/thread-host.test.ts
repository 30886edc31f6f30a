import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { createThreadHost } from '../../../electron/hosts/thread-host'
import { workerJobThread } from '../../../electron/hosts/worker-job-thread'
import type { RunningJob } from '../../../electron/hosts/host'
import type { JobEvent } from '../../../engine/jobs/protocol'
import { requestNamed } from './request'

const file = new URL('./threads/training.mjs', import.meta.url)
const spawn = () =>
  workerJobThread(new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: 32 } }))

/** Runs a job to its end; `onStarted` gets it when its first event comes. */
async function run(
  name: string,
  graceMs: number,
  onStarted: (job: RunningJob) => void = () => undefined,
): Promise<readonly JobEvent[]> {
  const events: JobEvent[] = []
  const host = createThreadHost({ spawn, graceMs })
  const job: RunningJob = host.start('job-1', requestNamed(name), (event) => {
    events.push(event)
    if (event.kind === 'started') onStarted(job)
  })
  await job.done
  return events
}
const kinds = (events: readonly JobEvent[]) => events.map((event) => event.kind)

describe('thread host', () => {
  it('passes events on in order, ends the thread after the last and drops what follows', async () => {
    const events = await run('quick', 1000)
    expect(kinds(events)).toEqual(['started', 'done'])
    expect(events[1]).toMatchObject({ result: { forecast: { target: 'quick' } } })
  })

  it('lets a job cancel itself', async () => {
    const events = await run('patient', 60_000, (job) => {
      job.cancel()
      job.cancel()
    })
    expect(kinds(events)).toEqual(['started', 'cancelled'])
  })

  it('ends a job that does not listen', async () => {
    const events = await run('deaf', 10, (job) => job.cancel())
    expect(kinds(events)).toEqual(['started', 'cancelled'])
  })

  it('tells that a thread crashed, and why', async () => {
    const [event] = await run('crashing', 1000)
    expect(event).toMatchObject({
      kind: 'failed',
      error: {
        code: 'internal',
        message: 'The thread for training stopped unexpectedly: index out of range.',
        details: { remedy: 'Train again.' },
      },
    })
  })

  it('tells that a thread left', async () => {
    const events = await run('leaving', 1000)
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringContaining('code 3') },
    })
  })

  it('tells that memory ran out and what to lower', async () => {
    const [event] = await run('hungry', 1000)
    expect(event).toMatchObject({
      kind: 'failed',
      error: {
        message: 'Training ran out of memory and was stopped.',
        details: { remedy: expect.stringContaining('batch size') },
      },
    })
  })
})
