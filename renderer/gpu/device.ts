import { EngineError } from '../../engine/errors'
import type { GpuDevice } from '../../engine/jobs/serve-gpu'
import type { NetworkFactory } from '../../engine/network/network'
import { describeWebgl } from './adapter'

/** The graphics processor of this thread; what TensorFlow.js needs is loaded with the first network. */
export function createGpuDevice(): GpuDevice {
  const canvas = new OffscreenCanvas(1, 1)
  let webgl: Promise<NetworkFactory> | null = null

  async function loadWebgl(): Promise<NetworkFactory> {
    const { createWebglNetworkFactory } =
      await import('../../engine/network/tensorflow/webgl/webgl-network')
    return createWebglNetworkFactory({ canvas, now: () => performance.now() })
  }

  return {
    networks: (executor) => async (spec, shape) => {
      switch (executor) {
        case 'webgl':
          webgl ??= loadWebgl()
          return (await webgl)(spec, shape)
        case 'fused': {
          const { createFused } = await import('./fused')
          return createFused(spec, shape)
        }
        case 'tensorflow':
          throw new EngineError('backend-unavailable', `This window has no ${executor}.`)
      }
    },
    onLost(listener) {
      canvas.addEventListener('webglcontextlost', () => listener('its context was taken away'), {
        once: true,
      })
    },
    async describe() {
      // A canvas of its own: asking must not settle how the training's context is made.
      const report = describeWebgl(new OffscreenCanvas(1, 1))
      return report === null ? [] : [report]
    },
    async usage() {
      const { webglUsage } = await import('../../engine/network/tensorflow/webgl/counting-webgl')
      return webglUsage()
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
