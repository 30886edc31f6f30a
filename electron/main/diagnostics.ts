import { cpus, release, type } from 'node:os'
import { app } from 'electron'
import { toPlainError } from '../../engine/errors'
import type { AdapterReport } from '../../engine/jobs/gpu-messages'
import { hasRelaxedSimd } from '../../engine/network/fused/machine'
import type { Diagnostics, KernelBuild } from '../contract'
import { has256Bits, vectorFlags } from '../hosts/vector-flags'
import { graphicsDevices, hasAcceleratedGl } from './graphics'
import type { KeptTrials } from './trial-memory'

export interface DiagnosticsOptions {
  describeGpu(): Promise<readonly AdapterReport[]>
  readonly trials: Pick<KeptTrials, 'list'>
  /** Threads that one network may use. */
  readonly threads: number
}

/** What trains on this computer, looked up anew. */
export async function diagnose({
  describeGpu,
  trials,
  threads,
}: DiagnosticsOptions): Promise<Diagnostics> {
  const [devices, described, kept] = await Promise.all([
    graphicsDevices(),
    describeGpu().then(
      (adapters) => ({ adapters, fault: null }),
      (thrown: unknown) => ({ adapters: [], fault: toPlainError(thrown) }),
    ),
    trials.list(),
  ])
  return {
    system: `${type()} ${release()} ${process.arch}`,
    processor: { model: cpus()[0].model, threads, kernels: kernelBuild() },
    graphics: { devices, accelerated: hasAcceleratedGl(), ...described },
    trials: kept,
  }
}

/** As `startJobProcess`, or in a packaged app a thread, chooses it. */
function kernelBuild(): KernelBuild {
  const place = app.isPackaged ? 'thread' : 'process'
  if (!hasRelaxedSimd()) return { name: 'simd', bits: 128, place }
  const joins = !app.isPackaged && vectorFlags(process.versions.v8, has256Bits()).length > 0
  return joins ? { name: 'wide', bits: 256, place } : { name: 'relaxed', bits: 128, place }
}
