import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Worker } from '@playwright/test'
import { keepEveryMs } from '../../electron/hosts/moving-host'
import type { JobEvent } from '../../engine/jobs/protocol'
import type { ExecutorChoice, GpuExecutor } from '../../engine/network/network'
import { defaultSpec } from '../../engine/spec/default-spec'
import type { ModelSpec } from '../../engine/spec/model-spec'
import { layer } from '../helpers/network-spec'
import { patience, softwareWebgpu } from './helpers/gpu-page'
import { startJob, type StartedJob } from './helpers/run-job'
import { expect, test } from './helpers/test'

let folder: string
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hindcast-gpu-'))
  const rows = Array.from({ length: 40 }, (_, t) => {
    const month = new Date(Date.UTC(2015, t, 1)).toISOString().slice(0, 10)
    return `${month},${(100 + t + 10 * Math.sin(t)).toFixed(2)}`
  })
  await writeFile(join(folder, 'series.csv'), `date,value\n${rows.join('\n')}\n`)
})
test.afterAll(() => rm(folder, { recursive: true }))

const spec = defaultSpec({
  input: { history: 3, segment: 1 },
  horizon: 2,
  layers: [layer('rnn', 2)],
  loss: { kind: 'mse' },
  clipNorm: null,
  batchSize: 64,
  epochs: 3,
  earlyStopping: null,
})

const order = (changes: Partial<ModelSpec>, executor: ExecutorChoice) =>
  ({ kind: 'forecast', spec: { ...spec, ...changes }, executor }) as const

const endless = (executor: GpuExecutor) => order({ epochs: 100_000 }, executor)

const losses = (events: readonly JobEvent[]) =>
  events.flatMap((event) => (event.kind === 'epoch' ? [event] : []))

/** Expects a job to end as one on the processor does. */
function expectSame(own: readonly JobEvent[], fused: readonly JobEvent[], backend: GpuExecutor) {
  expect(own.at(-1)).toMatchObject({ kind: 'done', result: { forecast: { backend } } })
  expect(losses(own)).toHaveLength(losses(fused).length)
  losses(fused).forEach(({ trainingLoss, validationLoss }, index) => {
    const event = losses(own)[index]
    expect(Math.abs(event.trainingLoss - trainingLoss)).toBeLessThan(1e-3)
    expect(Math.abs((event.validationLoss ?? 0) - (validationLoss ?? 0))).toBeLessThan(1e-3)
  })
}

/** What was said when the job moved from a graphics processor to the processor. */
function movedReason(events: readonly JobEvent[], from: GpuExecutor): string {
  const chosen = events.flatMap((event) => (event.kind === 'backend-chosen' ? [event] : []))
  expect(chosen.map(({ backend }) => backend.replace(/-.*/, ''))).toEqual([from, 'fused'])
  return chosen[1].reason
}

/** Waits until main holds a checkpoint: one comes with the first epoch that ends so late, before the next epoch. */
async function untilKept(job: StartedJob): Promise<void> {
  for (let epochs = 2; ; epochs++) {
    await job.untilCount('epoch', epochs)
    const before = losses(await job.events()).slice(0, -1)
    if (before.reduce((sum, { seconds }) => sum + 1000 * seconds, 0) >= keepEveryMs) return
  }
}

/** Waits until the job has moved, and gives its events once it was cancelled there. */
async function cancelMoved(job: StartedJob): Promise<readonly JobEvent[]> {
  await job.untilCount('backend-chosen', 2)
  const seen = losses(await job.events()).length
  await job.untilCount('epoch', seen + 3)
  await job.cancel()
  const events = await job.until()
  expect(events.at(-1)).toEqual({ kind: 'cancelled' })
  return events
}

test('a forecast on a graphics processor: as on the processor, in turn, cancelled, saved', async ({
  launch,
}) => {
  test.setTimeout(patience)
  const { app, page } = await launch({ switches: softwareWebgpu })
  const path = join(folder, 'series.csv')
  const fused = await (await startJob(page, path, order({}, 'fused'))).until()

  await test.step('on WebGL it ends with the losses of the fused kernels', async () => {
    const own = await (await startJob(page, path, order({}, 'webgl'))).until()
    expectSame(own, fused, 'webgl')
  })

  await test.step('left open, it is trained on the processor, since all else is software', async () => {
    // A busy computer may give no answer in the time of a trial; the next trial finds it.
    await expect(async () => {
      const events = await (await startJob(page, path, order({}, 'auto'))).until()
      const [trial] = events.flatMap((event) =>
        event.kind === 'executor-chosen' ? [event.trial] : [],
      )
      expect(trial.choice.executor).toBe('fused')
      expect(trial.figures.slice(-2)).toMatchObject([
        { place: { executor: 'webgl' }, outcome: { kind: 'software' } },
        { place: { executor: 'webgpu' }, outcome: { kind: 'software' } },
      ])
      expect(events.at(-1)).toMatchObject({
        kind: 'done',
        result: { forecast: { backend: expect.stringContaining('fused') as unknown } },
      })
    }).toPass()
  })

  await test.step('started while another trains, it waits, and is as if it were alone', async () => {
    const first = await startJob(page, path, endless('webgl'))
    await first.until('started')
    const second = await startJob(page, path, order({}, 'webgpu'))
    const before = losses(await first.events()).length
    await first.untilCount('epoch', before + 2)
    expect(await second.events()).toEqual([])
    await first.cancel()
    const events = await first.until()
    expect(events.at(-1)).toEqual({ kind: 'cancelled' })
    expectSame(await second.until(), fused, 'webgpu')
    expect(await first.events()).toEqual(events)
    await expect.poll(() => app.windows().length).toBe(1)
  })

  await test.step('goes on from its checkpoint on the processor when the context is lost', async () => {
    const job = await startJob(page, path, order({ epochs: 1000 }, 'webgl'))
    await untilKept(job)
    await breakIn(await hiddenWorker(app), loseContext)
    const events = await job.until()
    const reason = movedReason(events, 'webgl')
    expect(reason).toContain('its context was taken away')
    const [, from] = /goes on from epoch (\d+) on the processor/.exec(reason) ?? []
    // The curve goes on where the checkpoint was; what came after it is told again.
    const moved = events.findLastIndex(({ kind }) => kind === 'backend-chosen')
    const [next] = losses(events.slice(moved))
    expect(next.epoch).toBe(Number(from) + 1)
    const again = losses(events.slice(0, moved)).find(({ epoch }) => epoch === next.epoch)
    if (again !== undefined) expect(next.trainingLoss).toBeCloseTo(again.trainingLoss, 3)
    // The result names what trained.
    expect(events.at(-1)).toMatchObject({
      kind: 'done',
      result: { forecast: { backend: expect.stringMatching(/^webgl, then fused/) as unknown } },
    })
  })

  await test.step('goes on when the WebGPU device is lost', async () => {
    const job = await startJob(page, path, endless('webgpu'))
    await job.until('started')
    await breakIn(await hiddenWorker(app), loseDevice)
    // Whichever is told first: what waited for the device, or the device itself.
    expect(movedReason(await cancelMoved(job), 'webgpu')).toMatch(
      /its device was taken away|The graphics processor failed/,
    )
  })

  await test.step('goes on when WebGPU refuses a program, whose numbers are then missing', async () => {
    const job = await startJob(page, path, endless('webgpu'))
    await job.until('started')
    await breakIn(await hiddenWorker(app), runNonsense)
    expect(movedReason(await cancelMoved(job), 'webgpu')).toContain('it refused a program')
  })

  await test.step('goes on when the computer sleeps', async () => {
    const job = await startJob(page, path, endless('webgl'))
    await job.until('started')
    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'))
    expect(movedReason(await cancelMoved(job), 'webgl')).toContain('the computer went to sleep')
  })

  await test.step('goes on when the process of the driver is killed', async () => {
    const job = await startJob(page, path, endless('webgl'))
    await job.until('started')
    await app.evaluate(({ app: main }) => {
      const gpu = main.getAppMetrics().find(({ type }) => type === 'GPU')
      if (gpu === undefined) throw new Error('There is no process for graphics.')
      process.kill(gpu.pid, 'SIGKILL')
    })
    expect(movedReason(await cancelMoved(job), 'webgl')).toMatch(
      /process of the graphics driver ended|context was taken/,
    )
  })
})

/** The thread of the training in the hidden window. */
async function hiddenWorker(app: ElectronApplication): Promise<Worker> {
  const workers = () =>
    app.windows().flatMap((window) => (window.url().includes('/gpu/') ? window.workers() : []))
  // The window of the job before may still be there for a moment.
  await expect.poll(() => workers().length).toBe(1)
  return workers()[0]
}

/** Breaks what a thread trains with. What it breaks may close the thread before it can answer. */
async function breakIn(worker: Worker, breaking: () => void): Promise<void> {
  await worker.evaluate(breaking).catch((error: unknown) => {
    if (!String(error).includes('has been closed')) throw error
  })
}

/** Takes the context away, as a driver that resets does. */
function loseContext(): void {
  // Where TensorFlow.js keeps its engine.
  const { _tfengine: engine } = globalThis as unknown as {
    _tfengine: { backendInstance: { gpgpu: { gl: WebGL2RenderingContext } } }
  }
  engine.backendInstance.gpgpu.gl.getExtension('WEBGL_lose_context')?.loseContext()
}

function loseDevice(): void {
  const { _tfengine: engine } = globalThis as unknown as {
    _tfengine: { backendInstance: { device: GPUDevice } }
  }
  engine.backendInstance.device.destroy()
}

function runNonsense(): void {
  const { _tfengine: engine } = globalThis as unknown as {
    _tfengine: { backendInstance: { device: GPUDevice } }
  }
  engine.backendInstance.device.createShaderModule({ code: 'nonsense' })
}
