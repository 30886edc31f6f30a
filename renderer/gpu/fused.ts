import relaxed from '../../resources/kernels/fused-relaxed.wasm?url'
import simd from '../../resources/kernels/fused-simd.wasm?url'
import { createFusedNetwork } from '../../engine/network/fused/fused-network'
import type { NetworkFactory } from '../../engine/network/network'

/** The fused kernels in this thread, to compute again what the graphics processor did. */
export const createFused: NetworkFactory = async (spec, shape) => {
  const [own, better] = await Promise.all([simd, relaxed].map(read))
  return createFusedNetwork(spec, shape, {
    builds: { simd: own, relaxed: better, wide: null },
    threads: 1,
  })
}

async function read(address: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await fetch(address)).arrayBuffer())
}
