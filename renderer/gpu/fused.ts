import relaxed from '../../resources/kernels/fused-relaxed.wasm?url'
import simd from '../../resources/kernels/fused-simd.wasm?url'
import { createFusedNetwork } from '../../engine/network/fused/fused-network'
import type { NetworkFactory } from '../../engine/network/network'
import { readBinary } from './read-binary'

/** The fused kernels in this thread, to compute again what the graphics processor did. */
export const createFused: NetworkFactory = async (spec, shape) => {
  const [own, better] = await Promise.all([simd, relaxed].map(readBinary))
  return createFusedNetwork(spec, shape, {
    builds: { simd: own, relaxed: better, wide: null },
    threads: 1,
  })
}
