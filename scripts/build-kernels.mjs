/**
 * Builds the fused kernels of engine/kernels/ to resources/kernels/: fused-simd.wasm for every runtime,
 * fused-relaxed.wasm, with relaxed SIMD's fused multiply-add, for those that have it, and fused-wide.wasm,
 * whose loops V8 can join into 256-bit vectors.
 */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const root = fileURLToPath(new URL('..', import.meta.url))
mkdirSync(`${root}resources/kernels`, { recursive: true })

for (const [name, extra] of [
  ['simd', []],
  ['relaxed', ['--enable', 'relaxed-simd', '--use', 'RELAXED=1']],
  ['wide', ['--enable', 'relaxed-simd', '--use', 'RELAXED=1', '--use', 'WIDE=1']],
]) {
  const outFile = `resources/kernels/fused-${name}.wasm`
  const { error, stderr } = await asc.main([
    'engine/kernels/index.ts',
    ...['--outFile', outFile, '--baseDir', root],
    ...['--runtime', 'stub', '-O3', '--noAssert', '--converge'],
    ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
    ...['--enable', 'threads', '--enable', 'simd', '--enable', 'bulk-memory'],
    ...extra,
  ])
  if (error) {
    console.error(stderr.toString())
    console.error(`${outFile} was not built: ${error.message}`)
    process.exit(1)
  }
  console.log(`Built ${outFile}`)
}
