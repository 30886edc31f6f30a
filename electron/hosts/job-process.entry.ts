import * as v from 'valibot'
import type { ToWorker } from '../../engine/jobs/port-messages'
import { serve } from '../../engine/jobs/serve'
import createKernelThread from './kernel-thread.entry?nodeWorker'
import { augursReader, nodeNetworks } from './networks'

/** The process behind startJobProcess: a job, and the engine on the channel to its parent. */
const { folder, threads } = v.parse(
  v.object({ folder: v.string(), threads: v.number() }),
  JSON.parse(process.argv[2]),
)
// Without its parent nobody would take the results.
process.on('disconnect', () => process.exit())

serve(
  {
    postMessage: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', (message: ToWorker) => listener(message)),
  },
  {
    networks: nodeNetworks({ folder, threads, spawn: () => createKernelThread({}) }),
    readAugurs: augursReader(folder),
  },
)
