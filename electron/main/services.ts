import { availableParallelism, cpus, homedir } from 'node:os'
import { join } from 'node:path'
import { app, powerMonitor, type BrowserWindow } from 'electron'
import { createAutoHost } from '../hosts/auto-host'
import { createDataThread } from '../hosts/data-thread'
import { createGpuHost } from '../hosts/gpu-host'
import { startJobProcess } from '../hosts/job-process'
import { createMovingHost } from '../hosts/moving-host'
import { createThreadHost } from '../hosts/thread-host'
import createThread from '../hosts/thread.entry?nodeWorker'
import { workerJobThread } from '../hosts/worker-job-thread'
import { describeApp } from './app-info'
import { createCallHandlers } from './calls'
import { createDatasetReader } from './dataset-reader'
import { createDatasets } from './datasets'
import { diagnose } from './diagnostics'
import { desktopOf } from './desktop'
import { hasAcceleratedGl, graphicsDevices } from './graphics'
import { openGpuWindow, type GpuWindowOptions } from './gpu-window'
import type { CallHandlers } from './ipc'
import { createJobs } from './jobs'
import { createKnownAdapters } from './known-adapters'
import { log } from './log'
import { createRecentFiles } from './recent-files'
import { createSamples } from './samples'
import { createTrialMemory } from './trial-memory'
import { sendTo } from './windows'

/** A second ends a cancelled job; what is left of it is for ending the thread. */
const graceMs = 700
/** Most that a window may take to open and to tell what graphics processor there is. */
const describeMs = 5000
/** MiB of JavaScript objects; typed arrays and WebAssembly memory lie outside of them. */
const readingMemory = 2048
const trainingMemory = 1024

export interface Services {
  readonly handlers: CallHandlers
  /** Looks whether an open file changed on disk. */
  checkFiles(): Promise<void>
  /** Ends every thread. */
  close(): Promise<void>
}

/** Everything behind the calls, wired together for this machine. */
export function createServices(
  window: () => BrowserWindow | null,
  folder: string,
  gpuPage: GpuWindowOptions,
): Services {
  // One core stays free for the window while networks train.
  const cores = Math.max(1, availableParallelism() - 1)
  const spawn = (memory: number) =>
    createThread({
      workerData: { folder, threads: cores },
      resourceLimits: { maxOldGenerationSizeMb: memory },
    })
  const data = createDataThread(() => spawn(readingMemory))
  const reader = createDatasetReader(data)
  const entry = join(folder, 'job-process.mjs')
  const threads = createThreadHost({
    spawn: () =>
      app.isPackaged
        ? workerJobThread(spawn(trainingMemory))
        : startJobProcess({ entry, folder, threads: cores, memory: trainingMemory }),
    graceMs,
  })
  const gpu = createGpuHost({ open: () => openGpuWindow(gpuPage), graceMs })
  const describeGpu = () => gpu.call('describe', undefined, describeMs)
  const adapters = createKnownAdapters(describeGpu)
  app.on('child-process-gone', (_event, { type }) => {
    if (type === 'GPU') adapters.forget()
  })
  const trials = createTrialMemory({
    file: join(app.getPath('userData'), 'trials.json'),
    async machine() {
      const [{ model: processor }] = cpus()
      const devices = await graphicsDevices()
      return { processor, threads: cores, adapters: devices, version: app.getVersion() }
    },
    now: Date.now,
    log,
  })
  const auto = createAutoHost(
    createMovingHost(threads, gpu),
    {
      processor: threads,
      gpu,
      threads: cores,
      adapters: () => (hasAcceleratedGl() ? adapters.get() : Promise.resolve([])),
      now: () => performance.now(),
    },
    trials,
  )
  // Jobs queue, because one already uses all those cores.
  const jobs = createJobs(auto, 1)
  powerMonitor.on('suspend', () => gpu.interrupt('the computer went to sleep'))
  const recent = createRecentFiles({
    file: join(app.getPath('userData'), 'recent.json'),
    home: homedir(),
    now: Date.now,
    log,
  })
  const resources = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources')
  const samples = createSamples(join(resources, 'samples'), data, reader)
  const datasets = createDatasets({
    data,
    reader,
    recent,
    samples,
    onChange: (event) => sendTo(window(), 'file.changed', event),
    onProgress: (event) => sendTo(window(), 'dataset.progress', event),
    log,
  })
  const handlers = createCallHandlers({
    info: describeApp(app.getVersion(), process.execPath),
    diagnose: () => diagnose({ describeGpu, trials, threads: cores }),
    trials,
    desktop: desktopOf(window),
    data,
    datasets,
    jobs,
    recent,
    samples,
    onJobEvent: (jobId, event) => sendTo(window(), 'job.event', { jobId, event }),
  })
  return {
    handlers,
    checkFiles: () => datasets.checkFiles(),
    async close() {
      await Promise.all([jobs.close(), data.close()])
    },
  }
}
