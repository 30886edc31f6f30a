import type { Batch } from '../../engine/network/network'
import type { ModelSpec } from '../../engine/spec/model-spec'
import { openGpuWorker } from '../app/helpers/gpu-page'
import { launchApp } from '../app/helpers/launch-app'

/** Most steps of a slice: a slice ends by its time. */
const endless = 1_000_000

/** The built app with its hidden window for the graphics processor. */
export interface GpuBench {
  /** The driver's name, and whether it is software. */
  readonly adapter: string
  /** Steps a second of each slice, from the slowest to the fastest. */
  rates(
    spec: ModelSpec,
    batch: Batch,
    features: number,
    slices: number,
    seconds: number,
  ): Promise<number[]>
  close(): Promise<void>
}

/** Starts the app with Chromium's own choice of driver; needs a display, as `xvfb-run -a` gives one. */
export async function openGpuBench(): Promise<GpuBench> {
  // This process runs as Node; the app must not.
  delete process.env.ELECTRON_RUN_AS_NODE
  const launched = await launchApp({ switches: ['--enable-unsafe-swiftshader'] })
  const gpu = await openGpuWorker(launched.app)
  const [adapter] = await gpu.describe()
  if (adapter === undefined) throw new Error('This computer offers no WebGL.')
  return {
    adapter: `${adapter.renderer}${adapter.software ? ', software' : ''}, ${adapter.precision}`,
    async rates(spec, batch, features, slices, seconds) {
      const request = {
        executor: 'webgl',
        spec,
        features,
        batches: [batch],
        steps: endless,
      } as const
      const rates: number[] = []
      while (rates.length < slices) {
        const { msPerStep } = await gpu.measure({ ...request, budgetMs: 1000 * seconds })
        if (msPerStep !== null) rates.push(1000 / msPerStep)
        else seconds *= 2
      }
      return rates.sort((a, b) => a - b)
    },
    close: () => launched.close(),
  }
}
