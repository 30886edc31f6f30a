import { parentPort } from 'node:worker_threads'
import {
  serveKernelThread,
  type KernelThreadStart,
} from '../../engine/network/fused/kernel-threads'

/** A thread beside the one that trains: it computes shards until its network is disposed. */
const port = parentPort
if (port === null) throw new Error('kernel-thread.entry runs in a worker thread only')
port.once('message', (start: KernelThreadStart) =>
  serveKernelThread(start, () => port.postMessage('ready')),
)
