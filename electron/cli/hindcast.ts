import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { NetworkFactory } from '../../engine/network/network'
import tokens from '../../renderer/src/tokens.css?raw'
import { runCommand } from './run-command'

const folder = import.meta.dirname

/** TensorFlow.js is loaded when a network is made, so that `inspect` and `--help` do without. */
const createNetwork: NetworkFactory = async (spec, shape) => {
  const { createWasmNetworkFactory } = await import('../../engine/network/tensorflow/wasm-network')
  return createWasmNetworkFactory({ wasmDir: join(folder, 'tfjs') })(spec, shape)
}

process.exitCode = await runCommand(process.argv.slice(2), {
  cwd: process.cwd(),
  samplesFolder: join(folder, '../../resources/samples'),
  tokens,
  stdout: process.stdout,
  stderr: process.stderr,
  terminalWidth: process.stderr.isTTY ? process.stderr.columns : null,
  createNetwork,
  readAugurs: async (module) =>
    new Uint8Array(await readFile(join(folder, 'augurs', `${module}_bg.wasm`))),
  now: () => performance.now(),
})
