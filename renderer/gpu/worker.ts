import { gpuPortMessage } from '../../electron/contract'
import type { FromGpu, ToGpu } from '../../engine/jobs/gpu-messages'
import { serveGpu } from '../../engine/jobs/serve-gpu'
import { createGpuDevice } from './device'

/** The thread that trains on the graphics processor: main's port, and the engine on it. */
addEventListener('message', ({ data, ports: [port] }) => {
  if (data !== gpuPortMessage) return
  const post = (message: FromGpu): void => port.postMessage(message)
  serveGpu(
    {
      postMessage: post,
      onMessage(listener) {
        port.onmessage = ({ data: message }: MessageEvent<ToGpu>) => listener(message)
      },
    },
    createGpuDevice(),
  )
})
