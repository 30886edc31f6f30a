import { Worker } from 'node:worker_threads'
import type { KernelThread } from '../../engine/network/fused/kernel-threads'

/** Starts a kernel thread under plain Node, its TypeScript compiled by tsx. */
export function spawnKernelThread(): KernelThread {
  const entry = new URL('./kernel-thread.entry.ts', import.meta.url).href
  const source = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(entry)}) })`
  const worker = new Worker(source, { eval: true })
  worker.unref()
  return {
    postMessage: (message) => {
      worker.postMessage(message)
    },
    listen(onMessage, onError) {
      worker.on('message', onMessage)
      worker.on('error', onError)
    },
    terminate: () => {
      void worker.terminate()
    },
  }
}
