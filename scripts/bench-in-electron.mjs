/** Runs a benchmark in Electron's runtime as the app's jobs run there, without a window. Itself run by tsx. */
import { execFileSync, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { has256Bits, vectorFlags } from '../electron/hosts/vector-flags.ts'

const electron = createRequire(import.meta.url)('electron')
const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
const v8 = execFileSync(electron, ['-p', 'process.versions.v8'], { env, encoding: 'utf8' })
const words = [...vectorFlags(v8, has256Bits()), '--import', 'tsx', ...process.argv.slice(2)]
spawn(electron, words, { stdio: 'inherit', env }).on('exit', (code) => {
  process.exitCode = code ?? 1
})
