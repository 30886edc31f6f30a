import { describe, expect, it } from 'vitest'
import { createAutoHost, type TrialMemory } from '../../../electron/hosts/auto-host'
import type { JobHost } from '../../../electron/hosts/host'
import type { TrialPlaces } from '../../../electron/hosts/speed-trials'
import { EngineError } from '../../../engine/errors'
import type { AdapterReport } from '../../../engine/jobs/gpu-messages'
import type {
  JobEvent,
  JobRequest,
  OpenForecastRequest,
  SpeedJobRequest,
} from '../../../engine/jobs/protocol'
import type { SpeedTrial } from '../../../engine/jobs/speed-trial'
import { requestNamed } from './request'

const open: OpenForecastRequest = { ...requestNamed('x'), executor: 'auto' }
const adapter: AdapterReport = {
  executor: 'webgl',
  renderer: 'ANGLE (NVIDIA)',
  software: false,
  precision: 'float32',
  limits: {},
}

type Answer = (request: SpeedJobRequest) => JobEvent | null

/** Answers measurements; what has no answer runs until it is cancelled. Forecasts fail with `internal`. */
function manualHost(answer: Answer) {
  const started: JobRequest[] = []
  const reasons: (string | undefined)[] = []
  const host: JobHost = {
    start(_jobId, request, onEvent, options = {}) {
      started.push(request)
      reasons.push(options.reason)
      let settle = (): void => undefined
      const done = new Promise<void>((resolve) => (settle = resolve))
      const end = (event: JobEvent): void => {
        onEvent(event)
        settle()
      }
      const forecastEnd: JobEvent = {
        kind: 'failed',
        error: new EngineError('internal', 'The end.'),
      }
      const event = request.kind === 'speed' ? answer(request) : forecastEnd
      if (event !== null) queueMicrotask(() => end(event))
      return { cancel: () => end({ kind: 'cancelled' }), done }
    },
  }
  return { host, started, reasons }
}

const speeds =
  (perThread: number): Answer =>
  ({ threads }) => ({
    kind: 'done',
    result: {
      kind: 'speed',
      speeds: threads.map((count) => ({
        threads: count,
        backend: 'x',
        stepsPerSecond: perThread * count,
      })),
    },
  })

function memoryOf(): TrialMemory & { readonly kept: SpeedTrial[] } {
  const kept: SpeedTrial[] = []
  return {
    kept,
    find: () => Promise.resolve(kept[0] ?? null),
    keep: (_request, trial) => Promise.resolve(void kept.push(trial)),
  }
}

function setUp(processor: Answer, gpu: Answer, adapters: readonly AdapterReport[] = [adapter]) {
  const own = manualHost(processor)
  const graphics = manualHost(gpu)
  const memory = memoryOf()
  const places: TrialPlaces = {
    processor: own.host,
    gpu: graphics.host,
    threads: 2,
    adapters: () => Promise.resolve(adapters),
    now: () => 0,
  }
  const host = createAutoHost(own.host, places, memory)
  async function run(): Promise<readonly JobEvent[]> {
    const events: JobEvent[] = []
    await host.start('job-1', open, (event) => events.push(event)).done
    return events
  }
  return { host, own, graphics, memory, run }
}

const kinds = (events: readonly JobEvent[]) => events.map(({ kind }) => kind)

describe('a forecast that leaves its executor open', () => {
  it('is trained where its own model was fastest, and the trial is remembered', async () => {
    const { own, graphics, memory, run } = setUp(speeds(100), speeds(300))
    const first = await run()
    expect(kinds(first)).toEqual(['trial-started', 'executor-chosen', 'failed'])
    expect(own.started.map(({ kind }) => kind)).toEqual(['speed', 'forecast'])
    expect(graphics.started).toMatchObject([
      { kind: 'speed', executor: 'webgl', spec: open.spec, series: open.series, threads: [1] },
    ])
    expect(own.started[1]).toMatchObject({ kind: 'forecast', executor: 'webgl' })
    expect(own.reasons[1]).toContain('WebGL: 300 steps/s')
    expect(memory.kept).toHaveLength(1)
    expect(kinds(await run())).toEqual(['executor-chosen', 'failed'])
    expect(graphics.started).toHaveLength(1)
  })

  it('uses the threads that were fastest', async () => {
    const { own, run } = setUp(speeds(100), speeds(30))
    await run()
    expect(own.started[1]).toMatchObject({ executor: 'fused', threads: 2 })
  })

  it.each([
    ['software', { ...adapter, software: true }, { kind: 'software' }],
    ['of 16 bits', { ...adapter, precision: 'half float' as const }, { kind: 'half-float' }],
  ])('does not try an adapter that is %s', async (_, described, outcome) => {
    const { graphics, memory, run } = setUp(speeds(100), speeds(900), [described])
    await run()
    expect(graphics.started).toEqual([])
    expect(memory.kept[0]?.figures.at(-1)?.outcome).toEqual(outcome)
    expect(memory.kept[0]?.choice).toEqual({ executor: 'fused', threads: 2 })
  })

  it('goes on without what gives no answer, and does not remember that', async () => {
    const clock = [0, 0, 2001]
    const { own, memory } = setUp(speeds(100), () => null)
    const graphics = manualHost(() => null)
    const host = createAutoHost(
      own.host,
      {
        processor: own.host,
        gpu: graphics.host,
        threads: 1,
        adapters: () => Promise.resolve([adapter]),
        now: () => clock.shift() ?? 2001,
      },
      memory,
    )
    const events: JobEvent[] = []
    await host.start('job-1', open, (event) => events.push(event)).done
    expect(kinds(events)).toEqual(['trial-started', 'executor-chosen', 'failed'])
    expect(own.reasons[1]).toContain('WebGL gave no answer in time')
    expect(memory.kept).toEqual([])
  })

  it('says what failed, and trains on the processor', async () => {
    const { own, run } = setUp(speeds(100), () => ({
      kind: 'failed',
      error: new EngineError('backend-inexact', 'It computes inexactly.'),
    }))
    await run()
    expect(own.started[1]).toMatchObject({ executor: 'fused', threads: 2 })
    expect(own.reasons[1]).toContain('WebGL failed: It computes inexactly.')
  })

  it('is cancelled during the trial', async () => {
    const { host, own } = setUp(() => null, speeds(1))
    const events: JobEvent[] = []
    const job = host.start('job-1', open, (event) => {
      events.push(event)
      if (event.kind === 'trial-started') queueMicrotask(() => job.cancel())
    })
    await job.done
    expect(kinds(events)).toEqual(['trial-started', 'cancelled'])
    expect(own.started.map(({ kind }) => kind)).toEqual(['speed'])
  })
})
