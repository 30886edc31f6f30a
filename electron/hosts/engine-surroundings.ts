import type { Surroundings } from '../../engine/jobs/surroundings'
import createFoldThread from './fold-thread.entry?nodeWorker'
import { startFoldThreads } from './fold-threads'
import createKernelThread from './kernel-thread.entry?nodeWorker'
import { augursReader, nodeNetworks } from './networks'

/**
 * What a Node thread or process offers to the engine.
 * @param folder of the main bundle
 * @param threads that one network may use, and folds at once; at least 1
 */
export function engineSurroundings(folder: string, threads: number): Surroundings {
  return {
    networks: nodeNetworks({ folder, threads, spawn: () => createKernelThread({}) }),
    readAugurs: augursReader(folder),
    residentBytes: () => process.memoryUsage.rss(),
    foldThreads: {
      parallel: threads,
      open: (setup, signal) =>
        startFoldThreads({ folder, threads, spawn: () => createFoldThread({}) }, setup, signal),
    },
  }
}
