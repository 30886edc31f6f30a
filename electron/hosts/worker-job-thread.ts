import type { Worker } from 'node:worker_threads'
import type { FromWorker } from '../../engine/jobs/port-messages'
import type { JobThread } from './thread-host'

/** A worker thread as the place of one job. */
export function workerJobThread(worker: Worker): JobThread {
  return {
    postMessage: (message) => worker.postMessage(message),
    onMessage: (listener) => worker.on('message', (message: FromWorker) => listener(message)),
    onError(listener) {
      worker.on('messageerror', listener)
      worker.on('error', listener)
    },
    onExit: (listener) => worker.once('exit', listener),
    terminate: () => void worker.terminate(),
  }
}
