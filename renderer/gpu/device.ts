import { EngineError } from '../../engine/errors'
import type { GpuDevice } from '../../engine/jobs/serve-gpu'
import type { NetworkFactory } from '../../engine/network/network'
import { describeWebgl, describeWebgpu, findWebgpu } from './adapter'

/**
 * The graphics processor of this thread; what TensorFlow.js needs is loaded with the first network. Networks of
 * WebGL and of WebGPU take turns: TensorFlow.js has one backend at work in a thread.
 */
export function createGpuDevice(): GpuDevice {
  const canvas = new OffscreenCanvas(1, 1)
  const contextLost = 'its context was taken away'
  let lost: string | null = null
  let tell: (what: string) => void = () => undefined
  const lose = (what: string): void => {
    lost ??= what
    tell(what)
  }
  canvas.addEventListener('webglcontextlost', () => lose(contextLost), { once: true })
  let webgl: Promise<NetworkFactory> | null = null
  let webgpu: Promise<NetworkFactory> | null = null

  async function loadWebgl(): Promise<NetworkFactory> {
    const { createWebglNetworkFactory } =
      await import('../../engine/network/tensorflow/webgl/webgl-network')
    return createWebglNetworkFactory({ canvas, now: () => performance.now() })
  }
  async function loadWebgpu(): Promise<NetworkFactory> {
    const { openWebgpu } = await import('./webgpu')
    return openWebgpu(lose)
  }

  return {
    networks: (executor) => async (spec, shape) => {
      switch (executor) {
        case 'webgl':
          webgl ??= loadWebgl()
          return (await webgl)(spec, shape)
        case 'webgpu':
          webgpu ??= loadWebgpu()
          return (await webgpu)(spec, shape)
        case 'fused': {
          const { createFused } = await import('./fused')
          return createFused(spec, shape)
        }
        case 'tensorflow':
          throw new EngineError('backend-unavailable', `This window has no ${executor}.`)
      }
    },
    async readAugurs(module) {
      const { readAugurs } = await import('./augurs')
      return readAugurs(module)
    },
    onLost(listener) {
      tell = listener
    },
    whyLost() {
      // A context says that it is lost a turn after it is.
      const gl = webgl === null ? null : canvas.getContext('webgl2')
      return lost ?? (gl?.isContextLost() ? contextLost : null)
    },
    async describe() {
      // A canvas of its own: asking must not settle how the training's context is made.
      const gl = describeWebgl(new OffscreenCanvas(1, 1))
      const adapter = await findWebgpu()
      return [...(gl === null ? [] : [gl]), ...(adapter === null ? [] : [describeWebgpu(adapter)])]
    },
    async usage() {
      const { deviceUsage } = await import('../../engine/network/tensorflow/programs/program-count')
      return deviceUsage()
    },
    now: () => performance.now(),
    pause: nextTask,
  }
}

/** A turn of the event loop: a timer would wait 4 ms, a message does not. */
function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
