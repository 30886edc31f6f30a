import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import type { JobEvent } from '../../engine/jobs/protocol'
import { defaultSpec } from '../../engine/spec/default-spec'
import type { ModelSpec } from '../../engine/spec/model-spec'
import { layer } from '../helpers/network-spec'
import { patience, softwareGl } from './helpers/gpu-page'
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
  batchSize: 64,
  epochs: 3,
  earlyStopping: null,
})

const order = (changes: Partial<ModelSpec>, executor: 'auto' | 'webgl' | 'fused') =>
  ({ kind: 'forecast', spec: { ...spec, ...changes }, executor }) as const

const endless = order({ epochs: 100_000 }, 'webgl')

const losses = (events: readonly JobEvent[]) =>
  events.flatMap((event) => (event.kind === 'epoch' ? [event] : []))

/** What was said when the job moved to the processor; the first `backend-chosen` is WebGL's. */
function movedReason(events: readonly JobEvent[]): string {
  const chosen = events.flatMap((event) => (event.kind === 'backend-chosen' ? [event] : []))
  expect(chosen.map(({ backend }) => backend.replace(/-.*/, ''))).toEqual(['webgl', 'fused'])
  return chosen[1].reason
}

/** Waits until the job has moved, and gives its events once it was cancelled there. */
async function cancelMoved(job: StartedJob): Promise<readonly JobEvent[]> {
  await job.untilCount('backend-chosen', 2)
  const seen = losses(await job.events()).length
  await job.untilCount('epoch', seen + 3)
  await job.cancel()
  return job.until()
}

test('a forecast on WebGL: as on the processor, cancelled, and saved when the device is lost', async ({
  launch,
}) => {
  test.setTimeout(patience)
  const { app, page } = await launch({ switches: softwareGl })
  const path = join(folder, 'series.csv')

  await test.step('ends with the losses of the fused kernels', async () => {
    const own = await (await startJob(page, path, order({}, 'webgl'))).until()
    const fused = await (await startJob(page, path, order({}, 'fused'))).until()
    expect(own.at(-1)).toMatchObject({ kind: 'done', result: { forecast: { backend: 'webgl' } } })
    expect(losses(own)).toHaveLength(losses(fused).length)
    losses(fused).forEach(({ trainingLoss, validationLoss }, index) => {
      const event = losses(own)[index]
      expect(Math.abs(event.trainingLoss - trainingLoss)).toBeLessThan(1e-3)
      expect(Math.abs((event.validationLoss ?? 0) - (validationLoss ?? 0))).toBeLessThan(1e-3)
    })
  })

  await test.step('left open, it is trained on the processor, since WebGL is software', async () => {
    const events = await (await startJob(page, path, order({}, 'auto'))).until()
    const [trial] = events.flatMap((event) =>
      event.kind === 'executor-chosen' ? [event.trial] : [],
    )
    expect(trial.choice.executor).toBe('fused')
    expect(trial.figures.at(-1)).toMatchObject({
      place: { executor: 'webgl' },
      outcome: { kind: 'software' },
    })
    expect(events.at(-1)).toMatchObject({
      kind: 'done',
      result: { forecast: { backend: expect.stringContaining('fused') as unknown } },
    })
  })

  await test.step('is cancelled, and tells nothing after that', async () => {
    const job = await startJob(page, path, endless)
    await job.until('started')
    await job.cancel()
    const events = await job.until()
    expect(events.at(-1)).toEqual({ kind: 'cancelled' })
    await expect.poll(() => app.windows().length).toBe(1)
    expect(await job.events()).toEqual(events)
  })

  await test.step('goes on from its checkpoint on the processor when the context is lost', async () => {
    const job = await startJob(page, path, endless)
    await job.untilCount('epoch', 10)
    await loseContext(app)
    const events = await cancelMoved(job)
    expect(events.at(-1)).toEqual({ kind: 'cancelled' })
    const reason = movedReason(events)
    expect(reason).toContain('its context was taken away')
    const [, from] = /goes on from epoch (\d+) on the processor/.exec(reason) ?? []
    // The curve goes on where the checkpoint was; what came after it is told again.
    const moved = events.findLastIndex(({ kind }) => kind === 'backend-chosen')
    const [next] = losses(events.slice(moved))
    expect(next.epoch).toBe(Number(from) + 1)
    const again = losses(events.slice(0, moved)).find(({ epoch }) => epoch === next.epoch)
    if (again !== undefined) expect(next.trainingLoss).toBeCloseTo(again.trainingLoss, 3)
  })

  await test.step('goes on when the computer sleeps, and the result names what trained', async () => {
    const job = await startJob(page, path, order({ epochs: 500 }, 'webgl'))
    await job.untilCount('epoch', 10)
    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'))
    const events = await job.until()
    expect(movedReason(events)).toContain('the computer went to sleep')
    expect(events.at(-1)).toMatchObject({
      kind: 'done',
      result: { forecast: { backend: expect.stringMatching(/^webgl, then fused/) as unknown } },
    })
  })

  await test.step('goes on when the process of the driver is killed', async () => {
    const job = await startJob(page, path, endless)
    await job.until('started')
    await app.evaluate(({ app: main }) => {
      const gpu = main.getAppMetrics().find(({ type }) => type === 'GPU')
      if (gpu === undefined) throw new Error('There is no process for graphics.')
      process.kill(gpu.pid, 'SIGKILL')
    })
    const events = await cancelMoved(job)
    expect(events.at(-1)).toEqual({ kind: 'cancelled' })
    expect(movedReason(events)).toMatch(/process of the graphics driver ended|context was taken/)
  })
})

/** Takes the context of the training in the hidden window away, as a driver that resets does. */
async function loseContext(app: ElectronApplication): Promise<void> {
  const hidden = app.windows().find((window) => window.url().includes('/gpu/'))
  const [worker] = hidden?.workers() ?? []
  expect(worker).toBeDefined()
  await worker.evaluate(() => {
    // Where TensorFlow.js keeps its engine.
    const { _tfengine: engine } = globalThis as unknown as {
      _tfengine: { backendInstance: { gpgpu: { gl: WebGL2RenderingContext } } }
    }
    engine.backendInstance.gpgpu.gl.getExtension('WEBGL_lose_context')?.loseContext()
  })
}
