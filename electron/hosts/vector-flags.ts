import { readFileSync } from 'node:fs'

/**
 * V8 can join neighbouring 128-bit operations of WebAssembly into 256-bit ones: tanh, products and all, at twice
 * the width and with the same bits. It is an experiment of V8's, so it is used with the versions that it was tried
 * with only, in a process of its own that may fail without harm.
 */
const joinFlag = '--experimental-wasm-revectorize'
const triedVersions = /^13\.0\./

/**
 * Flags for a Node process that trains: those above, if its V8 and this processor can; else none. Electron's own
 * processes cannot before version 35: without trap handlers each access to memory is checked beside the loop's work.
 */
export function vectorFlags(v8: string, processorHas256Bits: boolean): readonly string[] {
  if (!triedVersions.test(v8) || !processorHas256Bits) return []
  return ['--turboshaft-wasm', joinFlag]
}

/** Whether the processor has AVX2; false where the system does not tell. */
export function has256Bits(): boolean {
  if (process.platform !== 'linux' || process.arch !== 'x64') return false
  return / avx2 /.test(readFileSync('/proc/cpuinfo', 'utf8'))
}

/** Whether this process was started with those flags. */
export function joinsVectors(execArgv: readonly string[]): boolean {
  return execArgv.includes(joinFlag)
}
