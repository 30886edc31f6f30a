import { describe, expect, it } from 'vitest'
import { createGpuHost, type GpuWindow } from '../../../electron/hosts/gpu-host'
import { createMovingHost } from '../../../electron/hosts/moving-host'
import type { HostOptions, JobHost } from '../../../electron/hosts/host'
import type { ForecastCheckpoint } from '../../../engine/forecast/forecast-checkpoint'
import type { FromGpu, ToGpu } from '../../../engine/jobs/gpu-messages'
import type { JobEvent, JobRequest } from '../../../engine/jobs/protocol'
import { requestNamed } from './request'

/** A window that does only what the test tells it to. */
function manualWindow() {
  const posted: ToGpu[] = []
  let tell: (message: FromGpu) => void = () => undefined
  let leave: (what: string) => void = () => undefined
  let closed = false
  const window: GpuWindow = {
    post: (message) => posted.push(message),
    listen(onMessage, onGone) {
      tell = onMessage
      leave = onGone
    },
    async close() {
      closed = true
    },
  }
  return {
    window,
    posted,
    tell: (message: FromGpu) => tell(message),
    event: (event: JobEvent) => tell({ kind: 'event', jobId: 'job-1', event }),
    leave: (what: string) => leave(what),
    closed: () => closed,
  }
}

/** A processor that notes how it was started and ends when it is told to. */
function manualProcessor() {
  const starts: { request: JobRequest; options: HostOptions }[] = []
  let onStart = (): void => undefined
  let end: (event: JobEvent) => void = () => undefined
  const host: JobHost = {
    start(_jobId, request, onEvent, options = {}) {
      starts.push({ request, options })
      let settle = (): void => undefined
      const done = new Promise<void>((resolve) => (settle = resolve))
      end = (event) => {
        onEvent(event)
        settle()
      }
      onStart()
      return { cancel: () => end({ kind: 'cancelled' }), done }
    },
  }
  const started = new Promise<void>((resolve) => (onStart = resolve))
  return { host, starts, started, end: (event: JobEvent) => end(event) }
}

const webgl: JobRequest = { ...requestNamed('x'), executor: 'webgl' }
const checkpoint: ForecastCheckpoint = {
  backends: ['webgl'],
  phase: 'evaluate',
  training: {
    epoch: 7,
    network: { weights: [], averages: [], moments: [], steps: 7, batches: 7, pending: [] },
    kept: { epoch: 7, weights: [] },
    best: { epoch: 7, loss: 1, epochsSince: 0 },
    plateau: { share: 1, best: 1, epochsSince: 0 },
  },
}
const kinds = (events: readonly JobEvent[]) => events.map(({ kind }) => kind)

describe('the host of the graphics processor', () => {
  it('passes events on in order and closes the window after the last', async () => {
    const manual = manualWindow()
    const events: JobEvent[] = []
    const host = createGpuHost({ open: () => manual.window, graceMs: 1000 })
    const job = host.start('job-1', webgl, (event) => events.push(event))
    expect(manual.posted).toEqual([{ kind: 'start', jobId: 'job-1', request: webgl, options: {} }])
    manual.event({ kind: 'started', epochs: 2, parameterCount: 3 })
    job.cancel()
    manual.event({ kind: 'cancelled' })
    manual.event({ kind: 'cancelled' })
    await job.done
    expect(kinds(events)).toEqual(['started', 'cancelled'])
    expect(manual.posted.at(-1)).toEqual({ kind: 'cancel', jobId: 'job-1' })
    expect(manual.closed()).toBe(true)
  })

  it('closes a window that does not listen', async () => {
    const manual = manualWindow()
    const events: JobEvent[] = []
    const host = createGpuHost({ open: () => manual.window, graceMs: 1 })
    const job = host.start('job-1', webgl, (event) => events.push(event))
    job.cancel()
    await job.done
    expect(kinds(events)).toEqual(['cancelled'])
  })

  it.each([
    ['that ended', (manual: ReturnType<typeof manualWindow>) => manual.leave('it fell over')],
    [
      'whose device was lost',
      (manual: ReturnType<typeof manualWindow>) =>
        manual.tell({ kind: 'lost', what: 'it fell over' }),
    ],
  ])('fails the job of a window %s, and says why', async (_, end) => {
    const manual = manualWindow()
    const events: JobEvent[] = []
    const host = createGpuHost({ open: () => manual.window, graceMs: 1000 })
    const job = host.start('job-1', webgl, (event) => events.push(event))
    end(manual)
    await job.done
    expect(events).toMatchObject([
      {
        kind: 'failed',
        error: { code: 'backend-lost', message: expect.stringMatching('fell over') as unknown },
      },
    ])
  })

  it('gives up a call that gets no answer', async () => {
    const manual = manualWindow()
    const host = createGpuHost({ open: () => manual.window, graceMs: 1000 })
    await expect(host.call('describe', undefined, 1)).rejects.toMatchObject({
      code: 'backend-lost',
    })
    expect(manual.closed()).toBe(true)
  })
})

describe('a job that moves', () => {
  it('goes on with the fused kernels from its last checkpoint, and says so', async () => {
    const [manual, processor] = [manualWindow(), manualProcessor()]
    const events: JobEvent[] = []
    const gpu = createGpuHost({ open: () => manual.window, graceMs: 1000 })
    const job = createMovingHost(processor.host, gpu).start('job-1', webgl, (event) =>
      events.push(event),
    )
    manual.event({ kind: 'started', epochs: 9, parameterCount: 3 })
    manual.tell({ kind: 'checkpoint', jobId: 'job-1', checkpoint })
    gpu.interrupt('the computer went to sleep')
    await processor.started
    expect(processor.starts).toMatchObject([
      {
        request: { executor: 'fused', series: webgl.series },
        options: {
          from: checkpoint,
          reason:
            'The graphics processor was lost: the computer went to sleep. The run goes on from epoch 7 on the processor.',
        },
      },
    ])
    processor.end({ kind: 'cancelled' })
    await job.done
    expect(kinds(events)).toEqual(['started', 'cancelled'])
  })

  it.each([
    ['the numbers were not confirmed', 'backend-inexact', 'Inexact.', 'Inexact.'],
    [
      'the library of the device threw',
      'internal',
      'No memory',
      'The graphics processor failed (No memory).',
    ],
  ] as const)('begins again without a checkpoint, where %s', async (_, code, message, reason) => {
    const [manual, processor] = [manualWindow(), manualProcessor()]
    const gpu = createGpuHost({ open: () => manual.window, graceMs: 1000 })
    createMovingHost(processor.host, gpu).start('job-1', webgl, () => undefined)
    manual.event({ kind: 'failed', error: { code, message, details: {} } })
    await processor.started
    expect(processor.starts[0].options).toEqual({
      reason: `${reason} The run began again on the processor.`,
    })
  })

  it('does not move when the training itself fails, or after a cancel', async () => {
    const [first, second, processor] = [manualWindow(), manualWindow(), manualProcessor()]
    const windows = [first.window, second.window]
    const gpu = createGpuHost({ open: () => windows.shift() ?? first.window, graceMs: 1000 })
    const host = createMovingHost(processor.host, gpu)
    const events: JobEvent[] = []
    const failing = host.start('job-1', webgl, (event) => events.push(event))
    first.event({
      kind: 'failed',
      error: { code: 'training-diverged', message: 'Broke.', details: {} },
    })
    await failing.done
    const cancelled = host.start('job-1', webgl, (event) => events.push(event))
    second.leave('it fell over')
    cancelled.cancel()
    await cancelled.done
    expect(kinds(events)).toEqual(['failed', 'cancelled'])
    expect(processor.starts).toEqual([])
  })
})
