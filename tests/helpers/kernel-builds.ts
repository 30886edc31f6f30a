import { readFileSync } from 'node:fs'
import { joinsVectors } from '../../electron/hosts/vector-flags'
import type { KernelBuilds } from '../../engine/network/fused/machine'

const read = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    readFileSync(new URL(`../../resources/kernels/fused-${name}.wasm`, import.meta.url)),
  )

const builds: KernelBuilds = {
  simd: read('simd'),
  relaxed: read('relaxed'),
  wide: joinsVectors(process.execArgv) ? read('wide') : null,
}

/** The kernels as `npm run build:kernels` leaves them. */
export function readKernelBuilds(): KernelBuilds {
  return builds
}
