import { ensureBuild } from './build.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { ensureElectron } from './electron-runtime.mjs'
import { SetupError } from './shell.mjs'
import { ensureSystem } from './system-packages.mjs'

/**
 * Makes this tree ready to run: dependencies, system libraries, Electron, the build. Each step looks
 * first and does nothing twice; what it does it says in one line on stderr.
 * @param {{ electron: boolean, display?: boolean }} wants `electron` for a window, `display` for a
 * virtual screen as well (Xvfb).
 */
export async function setUp({ electron, display = false }) {
  checkNode(process.versions.node)
  await ensureDependencies()
  if (electron) {
    await ensureSystem(display ? ['electron', 'display'] : ['electron'])
    await ensureElectron()
  }
  await ensureBuild()
}

/** Throws unless the version of Node is at least 20.19. */
export function checkNode(version) {
  const [major, minor] = version.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new SetupError(`Node ${version} is too old. Install Node 20.19 or later (nodejs.org).`)
}
