import { createFusedNetwork } from '../../engine/network/fused/fused-network'
import type { NetworkFactory } from '../../engine/network/network'
import { readKernelBuilds } from './kernel-builds'

/** Networks on the fused kernels, one thread. */
export const createKernelNetwork: NetworkFactory = (spec, shape) =>
  createFusedNetwork(spec, shape, { builds: readKernelBuilds(), threads: 1 })
