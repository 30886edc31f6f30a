import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { root, run, say } from './shell.mjs'

/** Everything that the built app is made of. */
const sources = [
  'electron',
  'engine',
  'renderer',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.base.json',
]
const products = [
  'resources/kernels/fused-simd.wasm',
  'resources/kernels/fused-relaxed.wasm',
  'resources/kernels/fused-wide.wasm',
  'out/main/index.mjs',
  'out/main/hindcast.mjs',
  'out/renderer/index.html',
]

/** Builds the kernels and `out/`, unless it was built from the very sources that are there now. */
export async function ensureBuild() {
  const stamp = join(root, 'out/.sources')
  const hash = hashSources(root, sources)
  const complete = products.every((file) => existsSync(join(root, file)))
  if (complete && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  say('building the app')
  await run(process.execPath, ['scripts/build-kernels.mjs'])
  await run(process.execPath, ['node_modules/electron-vite/bin/electron-vite.js', 'build'])
  await writeFile(stamp, hash)
}

/** One hash over the names and bytes of all files in the given files and folders. */
export function hashSources(base, paths) {
  const hash = createHash('sha256')
  const visit = (path) => {
    if (!existsSync(path)) return
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name))
      return
    }
    const bytes = readFileSync(path)
    hash.update(`${relative(base, path)}\0${bytes.length}\0`).update(bytes)
  }
  for (const path of paths) visit(join(base, path))
  return hash.digest('hex')
}
