import { gpuPortMessage } from '../../electron/contract'

/** The hidden window's page: hands the port that main sends through the preload to a worker, and no more. */
addEventListener('message', ({ data, source, ports }) => {
  if (source !== window || data !== gpuPortMessage) return
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  worker.postMessage(gpuPortMessage, [...ports])
})
