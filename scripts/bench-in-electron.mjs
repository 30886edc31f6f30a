/** Runs a benchmark in Electron's runtime, which has the fused multiply-add, without a window. */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'

const electron = createRequire(import.meta.url)('electron')
const words = ['--import', 'tsx', ...process.argv.slice(2)]
const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
spawn(electron, words, { stdio: 'inherit', env }).on('exit', (code) => {
  process.exitCode = code ?? 1
})
