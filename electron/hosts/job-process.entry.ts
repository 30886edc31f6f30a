import { constants, setPriority } from 'node:os'
import * as v from 'valibot'
import type { ToWorker } from '../../engine/jobs/port-messages'
import { serve } from '../../engine/jobs/serve'
import { engineSurroundings } from './engine-surroundings'

/** The process behind startJobProcess: a job, and the engine on the channel to its parent. */
const { folder, threads } = v.parse(
  v.object({ folder: v.string(), threads: v.number() }),
  JSON.parse(process.argv[2]),
)
// The window goes first: whatever the cores have left is enough for a job.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
// Without its parent nobody would take the results.
process.on('disconnect', () => process.exit())

serve(
  {
    postMessage: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', (message: ToWorker) => listener(message)),
  },
  engineSurroundings(folder, threads),
)
