import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import createFoldThread from '../hosts/fold-thread.entry?nodeWorker'
import { startFoldThreads } from '../hosts/fold-threads'
import createKernelThread from '../hosts/kernel-thread.entry?nodeWorker'
import { augursReader, nodeNetworks } from '../hosts/networks'
import { version } from '../../package.json'
import tokens from '../../renderer/src/tokens.css?raw'
import { runCommand } from './run-command'

const folder = import.meta.dirname
const threads = availableParallelism()

const interrupt = new AbortController()
// The first interrupt lets the command keep what is whole; a second one ends the process as usual.
process.once('SIGINT', () => interrupt.abort())

process.exitCode = await runCommand(process.argv.slice(2), {
  cwd: process.cwd(),
  samplesFolder: join(folder, '../../resources/samples'),
  tokens,
  stdout: process.stdout,
  stderr: process.stderr,
  terminalWidth: process.stderr.isTTY ? process.stderr.columns : null,
  networks: nodeNetworks({ folder, threads, spawn: () => createKernelThread({}) }),
  readAugurs: augursReader(folder),
  versions: {
    hindcast: version,
    node: process.versions.node,
    v8: process.versions.v8,
    processor: process.arch,
  },
  signal: interrupt.signal,
  pause: async () => {
    await setImmediate()
  },
  startFolds: (setup, signal) =>
    startFoldThreads({ folder, threads, spawn: () => createFoldThread({}) }, setup, signal),
  now: () => performance.now(),
})
