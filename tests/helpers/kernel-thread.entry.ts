import { parentPort } from 'node:worker_threads'
import {
  serveKernelThread,
  type KernelThreadStart,
} from '../../engine/network/fused/kernel-threads'

/** A kernel thread under plain Node. */
parentPort?.once('message', (start: KernelThreadStart) => {
  serveKernelThread(start, () => parentPort?.postMessage('ready'))
})
