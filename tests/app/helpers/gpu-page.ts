import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { gpuPortMessage } from '../../../electron/contract'
import type { AdapterReport, Measurement, MeasureRequest } from '../../../engine/jobs/gpu-messages'
import type { Batch } from '../../../engine/network/network'

/** Switches that give Chromium software WebGL where there is no graphics processor. */
export const softwareGl = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  // It makes the code of a program when that runs; parts of it, made before, would only be thrown away.
  '--disable-angle-features=supportsGraphicsPipelineLibrary,warmUpPipelineCacheAtLink',
]

/** Those that give it software WebGPU too. */
export const softwareWebgpu = [
  ...softwareGl,
  '--enable-unsafe-webgpu',
  '--use-vulkan=swiftshader',
  '--use-webgpu-adapter=swiftshader',
  ...['-r', join(import.meta.dirname, 'enable-vulkan.cjs')],
]

/** Most that a test may take: software compiles a program for the graphics processor in tenths of a second. */
export const patience = 600_000

const root = join(import.meta.dirname, '../../..')

/** The worker of the app's page for the graphics processor, over a port as main gives it one. */
export interface GpuWorker {
  readonly page: Page
  describe(): Promise<readonly AdapterReport[]>
  measure(request: MeasureRequest): Promise<Measurement>
}

/** Opens the page in a hidden window with its own preload, and one worker in it. */
export async function openGpuWorker(app: ElectronApplication): Promise<GpuWorker> {
  const opened = app.waitForEvent('window')
  await app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true },
      })
      await window.loadURL('app://hindcast/gpu/index.html')
    },
    join(root, 'out/preload/gpu.cjs'),
  )
  const page = await opened
  const port = await page.evaluateHandle((message) => {
    const { port1, port2 } = new MessageChannel()
    postMessage(message, origin, [port2])
    return port1
  }, gpuPortMessage)
  let nextId = 1

  /** Batches cross as lists, because typed arrays do not. */
  const call = <T>(name: string, request: unknown): Promise<T> =>
    port.evaluate(
      (own, [id, called, text]) => {
        const typed = { inputs: Float32Array, targets: Float32Array, sampleWeights: Float32Array }
        const given: unknown = JSON.parse(text, (key, value: unknown) => {
          if (key === 'lengths' && Array.isArray(value)) return Uint32Array.from(value)
          const make = Object.entries(typed).find(([field]) => field === key)?.[1]
          if (make === undefined || !Array.isArray(value)) return value
          return make.from(value.map((number) => (number === null ? NaN : Number(number))))
        })
        return new Promise<T>((resolve, reject) => {
          own.addEventListener('message', ({ data }) => {
            if (data.id !== id) return
            if (data.ok) resolve(data.value)
            else reject(new Error(`${data.error.code}: ${data.error.message}`))
          })
          own.start()
          own.postMessage({ kind: 'gpu-call', id, name: called, request: given })
        })
      },
      [nextId++, name, JSON.stringify(request)] as const,
    )
  return {
    page,
    describe: () => call('describe', null),
    measure: (request) => call('measure', { ...request, batches: request.batches.map(plainBatch) }),
  }
}

function plainBatch({ size, inputs, targets, lengths, sampleWeights }: Batch) {
  return {
    size,
    inputs: Array.from(inputs),
    targets: Array.from(targets),
    lengths: lengths && Array.from(lengths),
    sampleWeights: sampleWeights && Array.from(sampleWeights),
  }
}
