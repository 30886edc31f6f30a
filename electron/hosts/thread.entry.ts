import { parentPort, workerData } from 'node:worker_threads'
import * as v from 'valibot'
import type { ToWorker } from '../../engine/jobs/port-messages'
import { serve } from '../../engine/jobs/serve'
import { engineSurroundings } from './engine-surroundings'

/** The thread behind both the data thread and the thread host: a port, and the engine on it. */
const port = parentPort
if (port === null) throw new Error('thread.entry runs in a worker thread only')
const { folder, threads } = v.parse(
  v.object({ folder: v.string(), threads: v.number() }),
  workerData,
)

serve(
  {
    postMessage: (message, transfer) => port.postMessage(message, transfer ?? []),
    onMessage: (listener) => port.on('message', (message: ToWorker) => listener(message)),
  },
  engineSurroundings(folder, threads),
)
