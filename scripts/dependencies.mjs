import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run, say } from './shell.mjs'

/**
 * Installs exactly what package-lock.json names, unless it is installed already. npm writes
 * `node_modules/.package-lock.json` at the end of an installation: an interrupted one counts as none.
 */
export async function ensureDependencies() {
  const wanted = readPackages(join(root, 'package-lock.json'))
  const installed = readPackages(join(root, 'node_modules/.package-lock.json'))
  const missing = firstDifference(wanted, installed)
  if (missing === null) return
  say(`installing dependencies (${missing}); this takes about a minute`)
  await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
}

/**
 * Why the installed packages are not the wanted ones, or null when they are. Packages for other systems
 * are optional and may be absent.
 */
export function firstDifference(wanted, installed) {
  if (installed === null) return 'none are installed'
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue
    const name = path.replace(/^.*node_modules\//, '')
    const present = installed[path]
    if (present === undefined) {
      if (entry.optional || entry.devOptional) continue
      return `${name} is missing`
    }
    if (present.version !== entry.version) {
      return `${name} is ${present.version} and should be ${entry.version}`
    }
  }
  return null
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : null
}
