import { fork } from 'node:child_process'
import type { ToWorker } from '../../engine/jobs/port-messages'
import type { JobThread } from './thread-host'
import { has256Bits, vectorFlags } from './vector-flags'

export interface JobProcessOptions {
  /** The built job-process.entry. */
  readonly entry: string
  /** Folder of the main bundle. */
  readonly folder: string
  /** Threads that one network may use, at least 1. */
  readonly threads: number
  /** MiB of JavaScript objects. */
  readonly memory: number
}

/**
 * Starts a Node process for one job. In Electron's own processes WebAssembly pays for a check at every access
 * to memory, and V8 cannot join its vectors; in a Node process of the same executable neither is so, and matrix
 * products ran at 61 GFLOP/s in place of 41. A packaged app may not start one: a fuse forbids it.
 */
export function startJobProcess({ entry, folder, threads, memory }: JobProcessOptions): JobThread {
  const child = fork(entry, [JSON.stringify({ folder, threads })], {
    execPath: process.execPath,
    execArgv: [
      ...vectorFlags(process.versions.v8, has256Bits()),
      `--max-old-space-size=${String(memory)}`,
    ],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    serialization: 'advanced',
  })
  return {
    postMessage(message: ToWorker) {
      // A process that has ended says so by `exit`.
      if (child.connected) child.send(message)
    },
    onMessage: (listener) => child.on('message', listener),
    onError: (listener) => child.on('error', listener),
    onExit: (listener) => child.once('exit', (code, signal) => listener(code ?? signal ?? 'none')),
    terminate: () => child.kill('SIGKILL'),
  }
}
