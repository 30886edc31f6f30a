import { join } from 'node:path'
import type { Batch, GpuExecutor } from '../../engine/network/network'
import type { AdapterReport } from '../../engine/jobs/gpu-messages'
import { defaultSpec } from '../../engine/spec/default-spec'
import type { ModelSpec } from '../../engine/spec/model-spec'
import { openGpuWorker, softwareWebgpu } from '../app/helpers/gpu-page'
import { launchApp } from '../app/helpers/launch-app'
import { startJob } from '../app/helpers/run-job'
import { startVirtualDisplay } from '../app/helpers/virtual-display'
import { hasDisplay } from '../../scripts/window.mjs'

const sample = join(import.meta.dirname, '../../resources/samples/seattle-weather.csv')

/** Most steps of a slice: a slice ends by its time. */
const endless = 1_000_000

export interface GpuRates {
  /** Steps a second of each slice, from the slowest to the fastest. */
  readonly rates: readonly number[]
  /** Programs that the device runs for one step. */
  readonly programs: number
}

/** The built app with its hidden window for the graphics processor. */
export interface GpuBench {
  /** The drivers' names, and whether they are software. */
  readonly adapters: readonly string[]
  /** Whether there is an adapter for it. */
  offers(executor: GpuExecutor): boolean
  measure(
    executor: GpuExecutor,
    spec: ModelSpec,
    batch: Batch,
    features: number,
    slices: number,
    seconds: number,
  ): Promise<GpuRates>
  /** Milliseconds from asking a training to end to its last event, of `count` trainings, ascending. */
  cancelTimes(executor: GpuExecutor, count: number): Promise<readonly number[]>
  close(): Promise<void>
}

/**
 * Starts the app with Chromium's own choice of drivers, or with its software in place of WebGPU's; without a
 * display on a virtual one.
 */
export async function openGpuBench(software: boolean): Promise<GpuBench> {
  // This process runs as Node; the app must not.
  delete process.env.ELECTRON_RUN_AS_NODE
  const switches = software
    ? softwareWebgpu
    : ['--enable-unsafe-swiftshader', '--enable-unsafe-webgpu', '--enable-features=Vulkan']
  const display = hasDisplay() ? null : await startVirtualDisplay()
  const launched = await launchApp({ switches })
  const gpu = await openGpuWorker(launched.app)
  const adapters = await gpu.describe()
  return {
    adapters: adapters.map(nameOf),
    offers: (executor) => adapters.some((adapter) => adapter.executor === executor),
    async measure(executor, spec, batch, features, slices, seconds) {
      const request = { executor, spec, features, batches: [batch], steps: endless } as const
      const rates: number[] = []
      let programs = 0
      let budgetMs = 1000 * seconds
      while (rates.length < slices) {
        const { msPerStep, reports, usage } = await gpu.measure({ ...request, budgetMs })
        if (msPerStep === null) budgetMs *= 2
        else {
          rates.push(1000 / msPerStep)
          const [, first, last] = usage
          // The first call of `measure` takes one step, its second the others.
          programs = (last.programs - first.programs) / (reports.length - 1)
        }
      }
      return { rates: rates.sort((a, b) => a - b), programs: Math.round(programs) }
    },
    async cancelTimes(executor, count) {
      const { page } = launched
      const spec = defaultSpec({ epochs: 100_000, earlyStopping: null })
      const times: number[] = []
      while (times.length < count) {
        const job = await startJob(page, sample, { kind: 'forecast', spec, executor })
        await job.until('started', 'failed')
        // At different moments of a training.
        await page.waitForTimeout(200 + 300 * times.length)
        times.push(await page.evaluate(timeCancel, job.jobId))
      }
      return times.sort((a, b) => a - b)
    },
    async close() {
      await launched.close()
      display?.stop()
    },
  }
}

/** In the page, by its own clock: asks a job to end, and gives the milliseconds until it has. */
function timeCancel(jobId: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const stop = window.hindcast.on('job.event', (told) => {
      if (told.jobId !== jobId) return
      const { kind } = told.event
      if (kind === 'cancelled') resolve(performance.now() - start)
      else if (kind === 'done' || kind === 'failed')
        reject(new Error(`The training ended: ${kind}.`))
      else return
      stop()
    })
    void window.hindcast.call('job.cancel', { jobId })
  })
}

function nameOf({ executor, renderer, software, precision }: AdapterReport): string {
  return `${executor} is ${renderer}${software ? ', software' : ''}, ${precision}`
}
