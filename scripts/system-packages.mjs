import { existsSync } from 'node:fs'
import { SetupError, capture, hasCommand, run, say } from './shell.mjs'

/**
 * What Electron needs of the system, and the package that brings it on the three families of Linux. A
 * need is a shared library by its soname or a command. Debian renamed some packages in 2024 (t64).
 */
const needs = [
  { library: 'libgtk-3.so.0', apt: ['libgtk-3-0', 'libgtk-3-0t64'], dnf: 'gtk3', pacman: 'gtk3' },
  { library: 'libnss3.so', apt: ['libnss3'], dnf: 'nss', pacman: 'nss' },
  {
    library: 'libasound.so.2',
    apt: ['libasound2', 'libasound2t64'],
    dnf: 'alsa-lib',
    pacman: 'alsa-lib',
  },
  { library: 'libgbm.so.1', apt: ['libgbm1'], dnf: 'mesa-libgbm', pacman: 'mesa' },
  { library: 'libnotify.so.4', apt: ['libnotify4'], dnf: 'libnotify', pacman: 'libnotify' },
  { library: 'libXss.so.1', apt: ['libxss1'], dnf: 'libXScrnSaver', pacman: 'libxss' },
  { library: 'libXtst.so.6', apt: ['libxtst6'], dnf: 'libXtst', pacman: 'libxtst' },
]
const display = [
  { command: 'Xvfb', apt: ['xvfb'], dnf: 'xorg-x11-server-Xvfb', pacman: 'xorg-server-xvfb' },
]
const unzip = [{ command: 'unzip', apt: ['unzip'], dnf: 'unzip', pacman: 'unzip' }]

const groups = { electron: needs, display, unzip }

/**
 * Sees to it that the named groups of needs are met. As root on Debian it installs what is missing;
 * elsewhere it throws a `SetupError` that holds the one command to run.
 * @param {('electron' | 'display' | 'unzip')[]} names
 */
export async function ensureSystem(names) {
  if (process.platform !== 'linux') return
  const libraries = await knownLibraries()
  const missing = names
    .flatMap((name) => groups[name])
    .filter((need) => (need.library ? !libraries.has(need.library) : !hasCommand(need.command)))
  if (missing.length === 0) return
  if (process.getuid() === 0 && hasCommand('apt-get')) return install(missing)
  throw new SetupError(await advice(missing))
}

/** Sonames that the dynamic linker finds; every one when its cache cannot be read. */
async function knownLibraries() {
  const ldconfig = existsSync('/sbin/ldconfig') ? '/sbin/ldconfig' : 'ldconfig'
  const { status, stdout } = await capture(ldconfig, ['-p'])
  if (status !== 0) {
    say('system libraries cannot be listed here, so they are not checked')
    return { has: () => true }
  }
  return new Set([...stdout.matchAll(/^\s+(\S+) \(/gm)].map((match) => match[1]))
}

async function install(missing) {
  say('reading the lists of system packages')
  await run('apt-get', ['update', '-q'])
  const packages = await aptNames(missing)
  say(`installing system packages: ${packages.join(' ')}`)
  await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

/** The names under which this release of Debian or Ubuntu has the packages. */
async function aptNames(missing) {
  const names = new Set()
  for (const { apt } of missing) {
    const { stdout } = await capture('apt-cache', ['policy', ...apt])
    names.add(apt.find((name) => hasCandidate(stdout, name)) ?? apt[0])
  }
  return [...names]
}

/** Whether `apt-cache policy` prints an installable version for that name. */
export function hasCandidate(policy, name) {
  const lines = policy.split('\n')
  const start = lines.indexOf(`${name}:`)
  const candidate = lines.slice(start + 1).find((line) => line.includes('Candidate:'))
  return start >= 0 && candidate !== undefined && !candidate.includes('(none)')
}

async function advice(missing) {
  const unique = (names) => [...new Set(names)].join(' ')
  const command = hasCommand('apt-get')
    ? `sudo apt-get install --no-install-recommends ${(await aptNames(missing)).join(' ')}`
    : hasCommand('dnf')
      ? `sudo dnf install ${unique(missing.map((need) => need.dnf))}`
      : hasCommand('pacman')
        ? `sudo pacman -S --needed ${unique(missing.map((need) => need.pacman))}`
        : null
  const what = unique(missing.map((need) => need.library ?? need.command))
  return command === null
    ? `the system lacks ${what}. Install the packages that hold them and run this again.`
    : `the system lacks ${what}. Run this once, then try again:\n  ${command}`
}
