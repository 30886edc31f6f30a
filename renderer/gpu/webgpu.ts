import { EngineError } from '../../engine/errors'
import type { NetworkFactory } from '../../engine/network/network'
import { createWebgpuNetworkFactory } from '../../engine/network/tensorflow/webgpu/webgpu-network'
import { findWebgpu } from './adapter'

/** Networks on the WebGPU adapter's own device; `onLost` is called if that is taken away. */
export async function openWebgpu(onLost: (what: string) => void): Promise<NetworkFactory> {
  const adapter = await findWebgpu()
  if (adapter === null) {
    throw new EngineError('backend-unavailable', 'This computer offers no WebGPU.', {
      remedy: 'Train on the processor.',
    })
  }
  const { limits, info } = adapter
  const device = await adapter.requestDevice({
    // Larger matrices than a device must offer.
    requiredLimits: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
      maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
    },
  })
  void device.lost.then(({ message }) => onLost(`its device was taken away (${message})`))
  // What WebGPU refuses it leaves out, with all that was handed over beside it: the numbers are worth nothing.
  device.addEventListener('uncapturederror', ({ error }) =>
    onLost(`it refused a program (${error.message})`),
  )
  return createWebgpuNetworkFactory({ device, info, now: () => performance.now() })
}
