import { readFileSync } from 'node:fs'
import type { KernelBuilds } from '../../engine/network/fused/machine'

const read = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    readFileSync(new URL(`../../resources/kernels/fused-${name}.wasm`, import.meta.url)),
  )

const builds: KernelBuilds = { simd: read('simd'), relaxed: read('relaxed') }

/** The kernels as `npm run build:kernels` leaves them. */
export function readKernelBuilds(): KernelBuilds {
  return builds
}
