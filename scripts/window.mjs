import { statSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError, capture, root } from './shell.mjs'

/** Whether windows can be shown: always but on a Linux without X or Wayland. */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/**
 * Switches that Electron needs on this machine. Chromium refuses its sandbox to root; for others on
 * Linux it needs user namespaces or its set-uid helper, and the error tells how to allow the latter.
 */
export async function electronSwitches() {
  if (process.platform !== 'linux') return []
  const wayland = process.env.DISPLAY ? [] : ['--ozone-platform-hint=auto']
  if (process.getuid() === 0) return ['--no-sandbox', ...wayland]
  const helper = join(root, 'node_modules/electron/dist/chrome-sandbox')
  const { mode, uid } = statSync(helper)
  const setUid = uid === 0 && (mode & 0o4000) !== 0
  if (setUid || (await capture('unshare', ['-Ur', 'true'])).status === 0) return wayland
  throw new SetupError(
    `Chromium's sandbox is not allowed on this system. Run this once, then try again:\n  sudo chown root ${helper} && sudo chmod 4755 ${helper}`,
  )
}

/** The folder the user called npm from; npm itself moves to the repository's root. */
export function callersFolder(env = process.env, cwd = process.cwd()) {
  return env.npm_lifecycle_event && cwd === root ? (env.INIT_CWD ?? cwd) : cwd
}
