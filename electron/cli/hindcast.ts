import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import createKernelThread from '../hosts/kernel-thread.entry?nodeWorker'
import { augursReader, nodeNetworks } from '../hosts/networks'
import tokens from '../../renderer/src/tokens.css?raw'
import { runCommand } from './run-command'

const folder = import.meta.dirname

process.exitCode = await runCommand(process.argv.slice(2), {
  cwd: process.cwd(),
  samplesFolder: join(folder, '../../resources/samples'),
  tokens,
  stdout: process.stdout,
  stderr: process.stderr,
  terminalWidth: process.stderr.isTTY ? process.stderr.columns : null,
  networks: nodeNetworks({
    folder,
    threads: availableParallelism(),
    spawn: () => createKernelThread({}),
  }),
  readAugurs: augursReader(folder),
  now: () => performance.now(),
})
